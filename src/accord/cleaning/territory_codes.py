"""Codes of three letters under which publishers write countries and territories."""

from __future__ import annotations

__all__ = ["TERRITORY_CODES", "strange_codes"]

_ASSIGNED = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL
COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK
FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV
HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN
PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE
SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO
TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
"""Officially assigned codes of ISO 3166-1."""

_WITHDRAWN = """
AFI ANT ATB ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SKM SUN TMP
VDR WAK YMD YUG ZAR
"""
"""Codes of former countries, ISO 3166-3, and of territories whose names changed."""

_OF_PUBLISHERS = """
ADO CHI IMY KOS KSV LWI RKS ROM SER UNK UVK WBG XKO XKX ZAR
"""
"""Codes that the World Bank and others write in place of an assigned one, or where none is assigned:
Andorra, the Channel Islands, the Isle of Man, Kosovo, Romania, Serbia, the West Bank and Gaza, Congo
(Kinshasa)."""

TERRITORY_CODES = frozenset(f"{_ASSIGNED}{_WITHDRAWN}{_OF_PUBLISHERS}".split())
"""Every code that a table of countries may hold."""

_MOST_STRANGE = 0.5


def strange_codes(codes: frozenset[str]) -> frozenset[str]:
    """Return the codes of a table of countries that belong to none: most likely slips of the pen.

    A table in which at least half of the codes belong to no country is about something else (regions,
    invented places); nothing in it is strange. Not done: a code that belongs to another country than was
    meant cannot be seen.

    Args:
        codes: All codes of a table, in capital letters.
    """
    strange = codes - TERRITORY_CODES
    return strange if len(strange) < _MOST_STRANGE * len(codes) else frozenset()
