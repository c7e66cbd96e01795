"""Which paths of OFAC's advanced XML are entries, which are read, which are left out by name."""

from __future__ import annotations

from accord.sources.lists.xml_entries import Layout

__all__ = ["LAYOUT"]

_VALUE_NAMES = """AliasType AreaCode CalendarType Country DetailReference FeatureType IDRegDocDateType
    IDRegDocType LegalBasis List NamePartType PartySubType PartyType RelationType SanctionsType Validity"""
_LEFT_OUT = """AreaCodeType CountryRelevance DecisionMakingBody DetailType DocNameStatus EntryEventType
    EntryLinkType ExRefType FeatureTypeGroup IDRegDocAuthority IdentityFeatureLinkType LegalBasisType
    LocPartType LocPartValueType LocPartValueStatus Organisation RelationQuality Reliability SanctionsProgram
    Script ScriptStatus SubsidiaryBody SupInfoType TargetType"""
_VALUES = _VALUE_NAMES.split()
_FLAGS = ("YearFixed", "MonthFixed", "DayFixed")
_DATE = "Year Month Day @CalendarTypeID"
_PERIOD = " ".join(
    [f"{side}/{edge}/{at}" for side in ("Start", "End") for edge in ("From", "To") for at in _DATE.split()]
    + [f"{side}/@{name}" for side in ("Start", "End") for name in ("Approximate", *_FLAGS)]
    + [f"@{name}" for name in ("CalendarTypeID", *_FLAGS)]
)
_PARTY = "DistinctParties/DistinctParty"
_PROFILE = f"{_PARTY}/Profile"
_NAME = f"{_PROFILE}/Identity/Alias/DocumentedName"
_VERSION = f"{_PROFILE}/Feature/FeatureVersion"
_PAPER = "IDRegDocuments/IDRegDocument"
_PLACE = "Locations/Location"
_RELATION = "ProfileRelationships/ProfileRelationship"
_ENTRY = "SanctionsEntries/SanctionsEntry"
_READ = {
    "DateOfIssue": _DATE,
    _PLACE: """@ID LocationAreaCode/@AreaCodeID LocationCountry/@CountryID LocationCountry/@CountryRelevanceID
        LocationPart/@LocPartTypeID LocationPart/LocationPartValue/@Primary
        LocationPart/LocationPartValue/@LocPartValueTypeID
        LocationPart/LocationPartValue/@LocPartValueStatusID
        LocationPart/LocationPartValue/Value LocationPart/LocationPartValue/Comment
        FeatureVersionReference/@FeatureVersionID IDRegDocumentReference/@DocumentID""",
    _PAPER: """@ID @IDRegDocTypeID @IdentityID @IssuedBy-CountryID @ValidityID IDRegistrationNo Comment
        IssuingAuthority DocumentDate/@IDRegDocDateTypeID IDRegDocumentMention/@IDRegDocumentID
        IDRegDocumentMention/@ReferenceType""",
    f"{_PAPER}/DocumentDate/DatePeriod": _PERIOD,
    _PARTY: "@FixedRef @DeltaAction Comment",
    _PROFILE: "@ID @PartySubTypeID Comment",
    f"{_PROFILE}/Identity": "@ID @FixedRef @Primary @False",
    f"{_PROFILE}/Identity/Alias": "@FixedRef @AliasTypeID @Primary @LowQuality Comment",
    _NAME: """@ID @FixedRef @DocNameStatusID Comment DocumentedNamePart/NamePartValue
        DocumentedNamePart/NamePartValue/@NamePartGroupID DocumentedNamePart/NamePartValue/@ScriptID
        DocumentedNamePart/NamePartValue/@ScriptStatusID DocumentedNamePart/NamePartValue/@Acronym""",
    f"{_PROFILE}/Identity/NamePartGroups/MasterNamePartGroup/NamePartGroup": "@ID @NamePartTypeID",
    f"{_PROFILE}/Feature": """@ID @FeatureTypeID IdentityReference/@IdentityID
        IdentityReference/@IdentityFeatureLinkTypeID""",
    _VERSION: """@ID @ReliabilityID Comment VersionLocation/@LocationID VersionDetail
        VersionDetail/@DetailTypeID VersionDetail/@DetailReferenceID""",
    f"{_VERSION}/DatePeriod": _PERIOD,
    _RELATION: """@ID @From-ProfileID @To-ProfileID @RelationTypeID @RelationQualityID @Former
        @SanctionsEntryID Comment""",
    _ENTRY: "@ID @ProfileID @ListID LimitationsToListing",
    f"{_ENTRY}/EntryEvent": "@ID @EntryEventTypeID @LegalBasisID Comment",
    f"{_ENTRY}/EntryEvent/Date": _DATE,
    f"{_ENTRY}/SanctionsMeasure": "@ID @SanctionsTypeID Comment",
} | {
    f"ReferenceValueSets/{name}Values/{name}": """@ID @ISO2 @ISO3 @PartyTypeID @CountryID @Description
        @AreaCodeTypeID @FeatureTypeGroupID @LegalBasisShortRef @LegalBasisTypeID @SanctionsProgramID"""
    for name in _VALUES
}

LAYOUT = Layout(
    entries={
        "DateOfIssue",
        _PLACE,
        _PAPER,
        _PARTY,
        _RELATION,
        _ENTRY,
        *(f"ReferenceValueSets/{name}Values/{name}" for name in _VALUES),
    },
    read=" ".join(
        ["@Version", *(f"ReferenceValueSets/{name}Values/{name}" for name in _VALUES)]
        + [f"{path}/{name}" for path, names in _READ.items() for name in names.split()]
    ),
    skipped=" ".join(f"ReferenceValueSets/{name}Values" for name in _LEFT_OUT.split()),
)
"""Left out by name: scripts of names (the name shows them), reliability and status codes, what a measure
lasts, and to which of several identities of a party a feature belongs; all features count for the party."""
