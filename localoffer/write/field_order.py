"""The order in which fields stand in the headers that we write."""

from localoffer.model.assurance import Assured
from localoffer.model.school import School
from localoffer.model.service import Service

_LAST = ("inferred_fields", "publish_with_gaps", "draft", "admin")

#: What it is, who for, how, cost, place, contact; who checked it; origin.
SERVICE = (
    *(name for name in Service.model_fields if name not in {*Assured.model_fields, "id", *_LAST}),
    *Assured.model_fields,
    "id",
    *_LAST,
)

#: What the register says, in the order of the model; then what is known here.
SCHOOL = tuple(School.model_fields)
