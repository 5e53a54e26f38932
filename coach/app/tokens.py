"""Colour tokens of the four themes (light, dark, and two of high contrast) and the scale of a heat table.

The contrast of each pair that carries text or meaning is recomputed by a test.
"""

from types import MappingProxyType

LIGHT = MappingProxyType(
    {
        "canvas": "#F5F7F3",
        "surface": "#FFFFFF",
        "sunken": "#ECF1EB",
        "line": "#D8E0D9",
        "control": "#738179",
        "ink": "#15251E",
        "ink2": "#4B5B53",
        "accent": "#0F6654",
        "accent_hover": "#0B5344",
        "on_accent": "#FFFFFF",
        "soft": "#DDEFE7",
        "on_soft": "#0B4B3D",
        "info": "#245F87",
        "info_soft": "#E0EDF5",
        "on_info": "#163F5C",
        "review": "#84520A",
        "review_soft": "#FAEFDA",
        "on_review": "#5E3A05",
        "danger": "#A2382A",
        "danger_soft": "#FBE9E5",
        "focus": "#1D4FB8",
        "i_sky": "#DCEBF1",
        "i_sky2": "#C6DEE9",
        "i_hill1": "#A9D3C1",
        "i_hill2": "#74B59E",
        "i_hill3": "#3E8D77",
        "i_pine": "#0F6654",
        "i_sun": "#F3C98B",
        "i_sand": "#F4E6CF",
        "i_clay": "#D9936A",
        "i_paper": "#FFFFFF",
        "i_ink": "#1D3A33",
        "i_lake": "#7FB4CE",
        "i_lake2": "#4A8BB0",
        "i_shade": "#E6EEE8",
        "logo_hill": "#A9D3C1",
    }
)

DARK = MappingProxyType(
    {
        "canvas": "#101815",
        "surface": "#18221E",
        "sunken": "#1F2C27",
        "line": "#2E3D37",
        "control": "#7D8F86",
        "ink": "#E9F1EC",
        "ink2": "#AEBDB5",
        "accent": "#74D2B4",
        "accent_hover": "#8FE0C5",
        "on_accent": "#06261D",
        "soft": "#1D3E34",
        "on_soft": "#BFEBDB",
        "info": "#8CC4E6",
        "info_soft": "#1B3445",
        "on_info": "#CBE6F6",
        "review": "#EDBB6C",
        "review_soft": "#3B2E17",
        "on_review": "#F6DBA9",
        "danger": "#F0998B",
        "danger_soft": "#43221D",
        "focus": "#9CC4FF",
        "i_sky": "#1D3540",
        "i_sky2": "#274756",
        "i_hill1": "#2F5F52",
        "i_hill2": "#3F7F6C",
        "i_hill3": "#57A089",
        "i_pine": "#74D2B4",
        "i_sun": "#E9BE7E",
        "i_sand": "#3A3426",
        "i_clay": "#C98A63",
        "i_paper": "#DCE8E1",
        "i_ink": "#0D1F1A",
        "i_lake": "#3F7690",
        "i_lake2": "#6FA9C6",
        "i_shade": "#B9C9C0",
        "logo_hill": "#06261D",
    }
)

CONTRAST_DARK = MappingProxyType(
    {
        "canvas": "#000000",
        "surface": "#000000",
        "sunken": "#0E0E0E",
        "line": "#FFFFFF",
        "control": "#FFFFFF",
        "ink": "#FFFFFF",
        "ink2": "#F0F0F0",
        "accent": "#6CF0C2",
        "accent_hover": "#A6FFDF",
        "on_accent": "#000000",
        "soft": "#00382A",
        "on_soft": "#FFFFFF",
        "info": "#9AD7FF",
        "info_soft": "#00273D",
        "on_info": "#FFFFFF",
        "review": "#FFD27A",
        "review_soft": "#332300",
        "on_review": "#FFFFFF",
        "danger": "#FFB0A4",
        "danger_soft": "#3A0E08",
        "focus": "#FFE34D",
        "i_sky": "#0B2430",
        "i_sky2": "#123A4C",
        "i_hill1": "#0F5A45",
        "i_hill2": "#1F8A6B",
        "i_hill3": "#3CC79C",
        "i_pine": "#6CF0C2",
        "i_sun": "#FFE34D",
        "i_sand": "#2B2410",
        "i_clay": "#FFB27A",
        "i_paper": "#FFFFFF",
        "i_ink": "#000000",
        "i_lake": "#2C7FA8",
        "i_lake2": "#9AD7FF",
        "i_shade": "#D0D0D0",
        "logo_hill": "#000000",
    }
)

CONTRAST_LIGHT = MappingProxyType(
    {
        **LIGHT,
        "canvas": "#FFFFFF",
        "surface": "#FFFFFF",
        "sunken": "#F2F2F2",
        "line": "#000000",
        "control": "#000000",
        "ink": "#000000",
        "ink2": "#1A1A1A",
        "accent": "#00483A",
        "accent_hover": "#002E25",
        "on_accent": "#FFFFFF",
        "soft": "#D6F5EA",
        "on_soft": "#00261E",
        "info": "#003C66",
        "info_soft": "#E1F1FC",
        "on_info": "#002339",
        "review": "#573200",
        "review_soft": "#FFF0D2",
        "on_review": "#331D00",
        "danger": "#7A1408",
        "danger_soft": "#FFE7E2",
        "focus": "#0033CC",
    }
)

THEMES = MappingProxyType(
    {"light": LIGHT, "dark": DARK, "contrast-dark": CONTRAST_DARK, "contrast-light": CONTRAST_LIGHT}
)

# Five steps of the heat table as (ground, text), from few to many.
HEAT_LIGHT = (
    ("#E4F1EB", "#15251E"),
    ("#BFE0D1", "#15251E"),
    ("#8FC8B1", "#0E2119"),
    ("#2F7D68", "#FFFFFF"),
    ("#0B5344", "#FFFFFF"),
)
HEAT_DARK = (
    ("#1C2F29", "#E9F1EC"),
    ("#22463B", "#E9F1EC"),
    ("#2C6656", "#FFFFFF"),
    ("#57AE93", "#06261D"),
    ("#8FE0C5", "#06261D"),
)

# Pixels at 100 %.
TYPE = MappingProxyType(
    {
        "display": 30,
        "title": 24,
        "heading": 19,
        "lead": 18,
        "reading": 18,
        "body": 16,
        "label": 15,
        "small": 14,
    }
)
