"""The nouns of Trucewatch: frozen dataclasses and their JSON, no I/O. One noun per file."""

from trucewatch.model.actor import Actor
from trucewatch.model.claim import FORMS, STANCES, Claim, Hearsay, Source
from trucewatch.model.event import EVENT_FIELDS, STATUSES, TOLL_FIELDS, ClaimLink, Event, EventDate, Value
from trucewatch.model.place import Place
from trucewatch.model.problem import Problem
from trucewatch.model.reading import ProfileUsed, Reading
from trucewatch.model.report import PublishedDate, Report, Zone
from trucewatch.model.span import Span
from trucewatch.model.time import TimeExpression
from trucewatch.model.truce import TRUCE_FIELDS, TRUCE_STATES, Statement, Truce

__all__ = [
    "EVENT_FIELDS",
    "FORMS",
    "STANCES",
    "STATUSES",
    "TOLL_FIELDS",
    "TRUCE_FIELDS",
    "TRUCE_STATES",
    "Actor",
    "Claim",
    "ClaimLink",
    "Event",
    "EventDate",
    "Hearsay",
    "Place",
    "Problem",
    "ProfileUsed",
    "PublishedDate",
    "Reading",
    "Report",
    "Source",
    "Span",
    "Statement",
    "TimeExpression",
    "Truce",
    "Value",
    "Zone",
]
