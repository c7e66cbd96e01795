"""Codes and names under which sources know places."""

from __future__ import annotations

__all__ = ["ISO_CODES", "PLACE_NAMES", "SPELLINGS"]

ISO_CODES = """
    ABWAW533 AFGAF004 AGOAO024 AIAAI660 ALAAX248 ALBAL008 ANDAD020 AREAE784 ARGAR032 ARMAM051
    ASMAS016 ATAAQ010 ATFTF260 ATGAG028 AUSAU036 AUTAT040 AZEAZ031 BDIBI108 BELBE056 BENBJ204
    BESBQ535 BFABF854 BGDBD050 BGRBG100 BHRBH048 BHSBS044 BIHBA070 BLMBL652 BLRBY112 BLZBZ084
    BMUBM060 BOLBO068 BRABR076 BRBBB052 BRNBN096 BTNBT064 BVTBV074 BWABW072 CAFCF140 CANCA124
    CCKCC166 CHECH756 CHLCL152 CHNCN156 CIVCI384 CMRCM120 CODCD180 COGCG178 COKCK184 COLCO170
    COMKM174 CPVCV132 CRICR188 CUBCU192 CUWCW531 CXRCX162 CYMKY136 CYPCY196 CZECZ203 DEUDE276
    DJIDJ262 DMADM212 DNKDK208 DOMDO214 DZADZ012 ECUEC218 EGYEG818 ERIER232 ESHEH732 ESPES724
    ESTEE233 ETHET231 FINFI246 FJIFJ242 FLKFK238 FRAFR250 FROFO234 FSMFM583 GABGA266 GBRGB826
    GEOGE268 GGYGG831 GHAGH288 GIBGI292 GINGN324 GLPGP312 GMBGM270 GNBGW624 GNQGQ226 GRCGR300
    GRDGD308 GRLGL304 GTMGT320 GUFGF254 GUMGU316 GUYGY328 HKGHK344 HMDHM334 HNDHN340 HRVHR191
    HTIHT332 HUNHU348 IDNID360 IMNIM833 INDIN356 IOTIO086 IRLIE372 IRNIR364 IRQIQ368 ISLIS352
    ISRIL376 ITAIT380 JAMJM388 JEYJE832 JORJO400 JPNJP392 KAZKZ398 KENKE404 KGZKG417 KHMKH116
    KIRKI296 KNAKN659 KORKR410 KWTKW414 LAOLA418 LBNLB422 LBRLR430 LBYLY434 LCALC662 LIELI438
    LKALK144 LSOLS426 LTULT440 LUXLU442 LVALV428 MACMO446 MAFMF663 MARMA504 MCOMC492 MDAMD498
    MDGMG450 MDVMV462 MEXMX484 MHLMH584 MKDMK807 MLIML466 MLTMT470 MMRMM104 MNEME499 MNGMN496
    MNPMP580 MOZMZ508 MRTMR478 MSRMS500 MTQMQ474 MUSMU480 MWIMW454 MYSMY458 MYTYT175 NAMNA516
    NCLNC540 NERNE562 NFKNF574 NGANG566 NICNI558 NIUNU570 NLDNL528 NORNO578 NPLNP524 NRUNR520
    NZLNZ554 OMNOM512 PAKPK586 PANPA591 PCNPN612 PERPE604 PHLPH608 PLWPW585 PNGPG598 POLPL616
    PRIPR630 PRKKP408 PRTPT620 PRYPY600 PSEPS275 PYFPF258 QATQA634 REURE638 ROURO642 RUSRU643
    RWARW646 SAUSA682 SDNSD729 SENSN686 SGPSG702 SGSGS239 SHNSH654 SJMSJ744 SLBSB090 SLESL694
    SLVSV222 SMRSM674 SOMSO706 SPMPM666 SRBRS688 SSDSS728 STPST678 SURSR740 SVKSK703 SVNSI705
    SWESE752 SWZSZ748 SXMSX534 SYCSC690 SYRSY760 TCATC796 TCDTD148 TGOTG768 THATH764 TJKTJ762
    TKLTK772 TKMTM795 TLSTL626 TONTO776 TTOTT780 TUNTN788 TURTR792 TUVTV798 TWNTW158 TZATZ834
    UGAUG800 UKRUA804 UMIUM581 URYUY858 USAUS840 UZBUZ860 VATVA336 VCTVC670 VENVE862 VGBVG092
    VIRVI850 VNMVN704 VUTVU548 WLFWF876 WSMWS882 YEMYE887 ZAFZA710 ZMBZM894 ZWEZW716
"""
"""Three letters, two letters and three digits of each place.

Reference: ISO 3166-1; its numbers are those of the United Nations, Standard country or area codes for
statistical use (M49). ISO has no code for Kosovo*.
"""

SPELLINGS = {
    "XKX": "KOS",
    "XKO": "KOS",
    "XKK": "KOS",
    "XKV": "KOS",
    "XKS": "KOS",
    "KSV": "KOS",
    "LWI": "KOS",
    "KOS": "KOS",
    "UNK": "KOS",
    "RKS": "KOS",
    "UVK": "KOS",
    "XK": "KOS",
    "KV": "KOS",
    "412": "KOS",
    "ROM": "ROU",
    "SCG": "SCG",
    "891": "SCG",
    "CS": "SCG",
    "ADO": "AND",
    "TMP": "TLS",
    "WBG": "PSE",
    "ZAR": "COD",
    "ANT": "ANT",
    "EL": "GRC",
    "UK": "GBR",
    "EU27_2020": "EUU",
    "EUU": "EUU",
}
"""Codes of sources that are none of ISO 3166-1, with those that Accord uses.

XKX, XKO, XKK, XKV, XKS, KSV, LWI, UNK, UVK, RKS, XK, KV and the number 412 are written for Kosovo*; ROM, ZAR,
TMP, ADO and WBG are older codes of the World Bank for Romania, the Democratic Republic of the Congo,
Timor-Leste, Andorra, and the West Bank and Gaza; SCG is Serbia and Montenegro (ISO 3166-3); EL and UK are
codes of the European Union, and EU27_2020 and EUU its 27 members as one.
"""

PLACE_NAMES = {
    "albania": "ALB",
    "republic of albania": "ALB",
    "bosnia and herzegovina": "BIH",
    "bosnia herzegovina": "BIH",
    "kosovo": "KOS",
    "republic of kosovo": "KOS",
    "kosovo unscr 1244": "KOS",
    "kosovo under unscr 1244 99": "KOS",
    "kosovo under unscr 1244": "KOS",
    "north macedonia": "MKD",
    "republic of north macedonia": "MKD",
    "macedonia": "MKD",
    "republic of macedonia": "MKD",
    "macedonia fyr": "MKD",
    "fyr macedonia": "MKD",
    "fyr of macedonia": "MKD",
    "fyrom": "MKD",
    "former yugoslav republic of macedonia": "MKD",
    "macedonia former yugoslav republic of": "MKD",
    "montenegro": "MNE",
    "serbia": "SRB",
    "republic of serbia": "SRB",
    "serbia and montenegro": "SCG",
    "austria": "AUT",
    "belgium": "BEL",
    "bulgaria": "BGR",
    "croatia": "HRV",
    "cyprus": "CYP",
    "czech republic": "CZE",
    "czechia": "CZE",
    "denmark": "DNK",
    "estonia": "EST",
    "finland": "FIN",
    "france": "FRA",
    "germany": "DEU",
    "greece": "GRC",
    "hungary": "HUN",
    "ireland": "IRL",
    "italy": "ITA",
    "latvia": "LVA",
    "lithuania": "LTU",
    "luxembourg": "LUX",
    "malta": "MLT",
    "netherlands": "NLD",
    "poland": "POL",
    "portugal": "PRT",
    "romania": "ROU",
    "slovak republic": "SVK",
    "slovakia": "SVK",
    "slovenia": "SVN",
    "spain": "ESP",
    "sweden": "SWE",
}
"""English names of partners and of members of the European Union: small letters, no marks, no article."""
