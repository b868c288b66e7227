"""What is said of an instrument that is read live: why it cannot be, and what to do next."""

from typing import Final

from app import errors
from app.domain.meter import QUALITY_NAMES, MeterValue, Pin
from ui.naming import minute
from ui.words import tr

_TROUBLE: Final = {
    "no_place": "没有说明仪表接在哪里。请选择串口，或填写主机和端口。",
    "no_port": "没有找到串口 {0}。请插好通信线，再从列表中重新选择。",
    "port_denied": "没有权限打开串口 {0}。请管理员把您加入串口用户组"
    "（Linux 一般是 dialout），重新登录后再试。",
    "port_busy": "串口 {0} 正被别的程序占用。请先关闭那个程序再试。",
    "no_such_setting": "串口 {0} 不支持 {1}。请核对波特率和校验位。",
    "no_host": "找不到主机（{0}）。请核对地址和网络。",
    "no_connection": "连不上 {0}。请核对地址、端口，并确认仪表或串口服务器已通电、在同一网络。",
    "unplugged": "与 {0} 的连接断了。请检查通信线和电源，再重新连接。",
    "silent": "{0} 没有应答。请核对表号（通信地址）、波特率、校验位和 A、B 接线。",
    "bad_checksum": "{0} 的应答校验不对，没有采用：{1}。请检查接线、屏蔽和波特率后重读。",
    "bad_frame": "{0} 的应答不成帧或校验不对，没有采用：{1}。请检查接线、地址和波特率后重读。",
    "bad_address": "“{1}”不是表号。请填写表上 12 位以内的数字；只接一块表时可以留空。",
    "bad_unit": "“{1}”不是 Modbus 地址。请填写 1 到 247 的数字。",
    "no_address": "{0} 没有报出表号。线上可能不止一块表，请填写表上的表号。",
    "endless": "{0} 的后续帧没有尽头，已停止。请重读；仍如此时改读单项。",
    "bad_record": "负荷记录不成格式或校验不对，没有采用：{1}。请重读，或改用抄表软件导出。",
    "does_not_fit": "{1} 不能写入这一栏：没有读数，或单位不合。请选另一个读数。",
    "cancelled": "已停止读取，没有留下任何内容。",
    "no_load_record": "这种仪表没有可读的负荷记录。请改用 DL/T 645 电能表，或导入负荷文件。",
    "no_such_item": "没有名为“{1}”的读数项。请用 --list-items 查看可读的项目。",
    "no_map": "没有名为“{1}”的寄存器表。请从列表中选择，或用 --map-file 指定。",
    "busy": "{0} 的仪表正忙（异常码 {1}）。请稍后再读。",
    "device_failure": "{0} 的仪表报告自身故障（异常码 {1}）。请检查仪表后再读。",
    "gateway": "{0} 的网关没有连到仪表（异常码 {1}）。请核对地址，并检查网关到仪表的接线。",
    "refused_other": "{0} 的电能表拒绝了这一项（{1}）。请换一项，或在表上查看。",
    "refused_no_such_data": "{0} 的电能表没有这一项（{1}）。请换一项，或在表上查看。",
    "refused_wrong_password": "{0} 的电能表要求密码才能读这一项（{1}）。"
    "本程序只读、不发密码，请在表上查看。",
}
_WHY: Final = {
    "no_such_data": "仪表没有此项",
    "wrong_password": "仪表要求密码",
    "length": "应答长度不对",
}
_NEXT: Final = "{0} 的仪表读不出来。请检查接线和设置后再试。"


def meter_trouble(error: errors.MeterTrouble) -> str:
    """Why an instrument cannot be read, and what to do next."""
    return tr(_TROUBLE.get(error.why, _NEXT), error.where, error.found)


def value_state(value: MeterValue) -> str:
    """How good a reading is, with the reason where there is none."""
    state = tr(QUALITY_NAMES[value.quality])
    if value.quality == "refused" and value.why in ("", "no_such_data"):
        return state
    return tr("{0}（{1}）", state, tr(_WHY[value.why])) if value.why in _WHY else state


def pin_words(field: str, pin: Pin, text: str) -> str:
    """Where the value of a field comes from, and that it was changed by hand since."""
    told = tr("仪表直读 · {0} {1}（{2}，{3}）", field, pin.shown, pin.instrument, minute(pin.at))
    if not pin.is_changed(text):
        return told
    return tr("✎ {0} · 已手工改为 {1}，请在“请核对”中写明原因", told, text)


def cell_pin_words(cell: str, pin: Pin, written: str, *, is_changed: bool) -> str:
    """Where the value of a cell of a form comes from, and that it was changed by hand since."""
    told = tr("仪表直读 · {0} {1}（{2}，{3}）", cell, pin.shown, pin.instrument, minute(pin.at))
    return tr("✎ {0} · 已手工改为 {1}，单据上会注明", told, written) if is_changed else told
