"""What a stretch of a load curve comes to, in one line."""

from app.domain.load_pictures import Stretch
from ui.naming import minute
from ui.words import tr


def stretch_said(found: Stretch) -> str:
    """From when to when, peak, mean, energy, load factor; what is missing is said, never zero."""
    span = tr("{0} 至 {1}", minute(found.start), minute(found.end))
    if found.mean_kw is None or found.peak_kw is None or found.peak_at is None:
        return f"{span}　{tr('无数据')}"
    factor = "—" if found.load_factor is None else f"{100 * found.load_factor:.1f} %"
    said = [
        span,
        tr("最大 {0} kW（{1}）", f"{found.peak_kw:,.1f}", minute(found.peak_at)),
        tr("平均 {0} kW", f"{found.mean_kw:,.1f}"),
        tr("电量 {0} kWh", f"{found.energy_kwh:,.1f}"),
        tr("负荷率 {0}", factor),
    ]
    if missing := found.expected - found.points:
        said.append(tr("缺 {0} 点，没有当作零", f"{missing:,}"))
    return "　".join(said)
