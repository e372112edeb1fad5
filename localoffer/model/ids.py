"""Fields that hold the id of another record or of a row in a list."""

from typing import Annotated

from localoffer.model.base import Refers
from localoffer.model.fields import Slug

Need = Annotated[Slug, Refers("lists/needs")]
Area = Annotated[Slug, Refers("lists/areas")]
Guide = Annotated[Slug, Refers("guides")]
Topic = Annotated[Slug, Refers("topics")]
Kind = Annotated[Slug, Refers("lists/kinds")]
Feature = Annotated[Slug, Refers("lists/access")]
Contact = Annotated[Slug, Refers("contacts")]
Duty = Annotated[str, Refers("duties")]
