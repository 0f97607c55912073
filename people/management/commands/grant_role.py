"""`manage.py grant_role curator|admin EMAIL`: into the steering group, or access to the admin."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from people.actions import Role, grant_role
from people.models import normal_address

SAYS = {
    Role.CURATOR: "{email} is now a member of the steering group.",
    Role.ADMIN: "{email} now has access to the admin.",
}


class Command(BaseCommand):
    help = "Gives a role to an e-mail address; the account is made if there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        email = normal_address(options["email"])
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(
                f"{email!r} is no e-mail address. Give one, for example: "
                f"make {options['role']} EMAIL=name@example.org"
            ) from error
        role = Role(options["role"])
        account = grant_role(email=email, role=role)
        self.stdout.write(SAYS[role].format(email=account.email))
        self.stdout.write("To sign in: enter this address on the site; the code comes by e-mail.")
