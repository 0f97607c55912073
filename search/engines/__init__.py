"""Engines that answer questions, one a folder. Nothing that every engine needs lives in one of them."""
