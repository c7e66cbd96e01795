"""One spelling for what is listed and asked for, so that two nodes make the same bytes of it."""

from accord.exchange.normalising.canaries import canaries, canary_questions
from accord.exchange.normalising.encoding import NORMALISER_VERSION, MatchKey
from accord.exchange.normalising.key_facts import DEFAULT_KEYS, KEY_FACTS, SET_FACTS
from accord.exchange.normalising.matching import match_keys, query_keys, query_length
from accord.exchange.normalising.subject import IdentifierType, RefusedSubjectError, Subject

__all__ = [
    "DEFAULT_KEYS",
    "KEY_FACTS",
    "NORMALISER_VERSION",
    "SET_FACTS",
    "IdentifierType",
    "MatchKey",
    "RefusedSubjectError",
    "Subject",
    "canaries",
    "canary_questions",
    "match_keys",
    "query_keys",
    "query_length",
]
