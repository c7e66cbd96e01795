"""The tables of a snapshot: name, dataclass of the rows, what a row is."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.assessment import Assessment, MeasureResult
from accord.domain.claim import Attribute, Claim
from accord.domain.commitment import Commitment, Instrument, Measure, Pillar
from accord.domain.declaration import Actor, Gap, Header, Subject
from accord.domain.definition import DerivedFigure, Panel, Parameter, TopicFigure
from accord.domain.evidence import Source
from accord.domain.facility import Facility, FacilityRule
from accord.domain.figure import Figure, FigureInput
from accord.domain.indicator import Benchmark, Indicator, Level, Segment, Target
from accord.domain.join import Join, JoinRule, JoinStep
from accord.domain.leverage import LeverageScope, PrivateLine
from accord.domain.network import NetworkMembership, Place, Section
from accord.domain.network_change import Crossing, DelayProfile, ObservedWait, ProjectEffect
from accord.domain.partner import Partner, PartnerCode, PartnerName
from accord.domain.project import FinancingLine, Project, Stage
from accord.domain.reform_agenda import Agenda, Instalment, Step, Verification

__all__ = ["TABLES", "Table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a snapshot.

    Attributes:
        name: Name of the table and of its Parquet file.
        row_type: Dataclass of its rows.
        meaning: What one row is.
        parent: Table whose rows own these rows; empty for a table of its own. An owned row has
            two more columns: ``parent`` (id of the owner) and ``position`` (from 0).
        field: Field of the owner that holds the rows.
    """

    name: str
    row_type: type
    meaning: str
    parent: str = ""
    field: str = ""


TABLES: tuple[Table, ...] = (
    Table(name="declaration", row_type=Header, meaning="The declaration; one row"),
    Table(name="actors", row_type=Actor, meaning="Who promised something"),
    Table(name="instruments", row_type=Instrument, meaning="The texts that make up the package"),
    Table(name="pillars", row_type=Pillar, meaning="Headings of commitments"),
    Table(name="partners", row_type=Partner, meaning="Partners that the declaration addresses"),
    Table(
        name="partner_names",
        row_type=PartnerName,
        meaning="Names of partners and when they were in use",
        parent="partners",
        field="names",
    ),
    Table(
        name="partner_codes",
        row_type=PartnerCode,
        meaning="Codes of partners in other schemes",
        parent="partners",
        field="codes",
    ),
    Table(name="sources", row_type=Source, meaning="Documents of the public record"),
    Table(name="commitments", row_type=Commitment, meaning="Promises, paraphrased"),
    Table(
        name="measures",
        row_type=Measure,
        meaning="How one would see that a commitment is kept",
        parent="commitments",
        field="measures",
    ),
    Table(name="subjects", row_type=Subject, meaning="Other things about which claims are made"),
    Table(name="attributes", row_type=Attribute, meaning="Properties about which claims are made"),
    Table(name="stages", row_type=Stage, meaning="Steps in the life of a project, in order"),
    Table(name="projects", row_type=Project, meaning="Projects, found or not found"),
    Table(name="lines", row_type=FinancingLine, meaning="Financing lines of projects"),
    Table(name="claims", row_type=Claim, meaning="Who said which value about what"),
    Table(name="parameters", row_type=Parameter, meaning="Constants that methods use"),
    Table(name="topics", row_type=TopicFigure, meaning="Topics with a label, rule or reason of their own"),
    Table(name="derived", row_type=DerivedFigure, meaning="Definitions of computed figures"),
    Table(name="gaps", row_type=Gap, meaning="What was looked for and not found"),
    Table(name="panels", row_type=Panel, meaning="Figures that stand side by side on the money page"),
    Table(name="leverage", row_type=LeverageScope, meaning="Packages of which leverage is computed"),
    Table(
        name="private_lines",
        row_type=PrivateLine,
        meaning="Financing lines that are private money",
        parent="leverage",
        field="private",
    ),
    Table(name="joins", row_type=Join, meaning="Commitments whose money is followed"),
    Table(
        name="join_steps",
        row_type=JoinStep,
        meaning="What counts at each step from promise to payment",
        parent="joins",
        field="steps",
    ),
    Table(name="join_rules", row_type=JoinRule, meaning="Rules that join published flows to commitments"),
    Table(name="indicators", row_type=Indicator, meaning="What is observed again and again"),
    Table(
        name="indicator_segments",
        row_type=Segment,
        meaning="Spans of an indicator between breaks of method, scale or direction",
        parent="indicators",
        field="segments",
    ),
    Table(
        name="indicator_levels",
        row_type=Level,
        meaning="Words of an ordinal indicator",
        parent="indicators",
        field="levels",
    ),
    Table(name="targets", row_type=Target, meaning="Values that indicators are to reach"),
    Table(name="benchmarks", row_type=Benchmark, meaning="What partners are compared with"),
    Table(name="facilities", row_type=Facility, meaning="Funds that pay when conditions are met"),
    Table(name="facility_rules", row_type=FacilityRule, meaning="Dated rules of facilities"),
    Table(name="agendas", row_type=Agenda, meaning="Reforms that partners agreed with a facility"),
    Table(name="instalments", row_type=Instalment, meaning="Steps that are paid for together"),
    Table(name="agenda_steps", row_type=Step, meaning="Conditions of payment"),
    Table(name="verifications", row_type=Verification, meaning="Decisions on whether steps are fulfilled"),
    Table(name="network_places", row_type=Place, meaning="Towns, ports, border points and junctions"),
    Table(name="network_sections", row_type=Section, meaning="Stretches of road, rail and waterway"),
    Table(
        name="network_memberships",
        row_type=NetworkMembership,
        meaning="Tiers of the trans-European transport network to which sections belong, and when",
        parent="network_sections",
        field="memberships",
    ),
    Table(name="network_delays", row_type=DelayProfile, meaning="How long crossings take, as distributions"),
    Table(name="network_crossings", row_type=Crossing, meaning="Border and common crossing points"),
    Table(
        name="network_observed_waits",
        row_type=ObservedWait,
        meaning="Single waits at crossings that were reported",
        parent="network_crossings",
        field="observed",
    ),
    Table(name="network_effects", row_type=ProjectEffect, meaning="What projects change in the network"),
    Table(name="figures", row_type=Figure, meaning="Published values"),
    Table(
        name="figure_inputs",
        row_type=FigureInput,
        meaning="What each figure was made from",
        parent="figures",
        field="inputs",
    ),
    Table(name="assessments", row_type=Assessment, meaning="Ratings by commitment and partner"),
    Table(
        name="measure_results",
        row_type=MeasureResult,
        meaning="How each measure stands for a partner",
        parent="assessments",
        field="results",
    ),
)
"""All tables of a snapshot, owners before the rows that they own."""
