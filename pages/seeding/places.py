"""Districts, quarters and borders of a seed."""

from districts.models import Border, District, Quarter
from districts.spelling import german_slug
from pages.seeding.files import Seed


def bring_places(seed: Seed) -> None:
    """Create the places that were not brought before."""
    for row in seed.rows("districts.csv"):
        if seed.is_new(f"district:{row['slug']}"):
            District.objects.get_or_create(
                slug=row["slug"],
                defaults={
                    "name": row["name"],
                    "official_key": row["official_key"],
                    "ring": row["ring"],
                    "latitude": float(row["latitude"]),
                    "longitude": float(row["longitude"]),
                    "area_km2": float(row["area_km2"]),
                    "tile_column": int(row["tile_column"]),
                    "tile_row": int(row["tile_row"]),
                },
            )
    districts = {district.slug: district for district in District.objects.all()}
    for row in seed.rows("quarters.csv"):
        district = districts.get(row["district_slug"])
        if district and seed.is_new(f"quarter:{row['official_key']}"):
            Quarter.objects.get_or_create(
                district=district,
                slug=german_slug(row["name"]),
                defaults={"name": row["name"], "official_key": row["official_key"]},
            )
    for row in seed.rows("neighbours.csv"):
        ends = sorted(
            (districts[slug] for slug in (row["a"], row["b"]) if slug in districts), key=lambda d: d.pk
        )
        if len(ends) == 2 and seed.is_new(f"border:{row['a']}:{row['b']}"):
            Border.objects.get_or_create(a=ends[0], b=ends[1], defaults={"kind": row["kind"]})
