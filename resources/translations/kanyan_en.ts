<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context><name>kanyan</name>
<message><source> 等 {} 列</source><translation> and others, {} columns</translation></message>
<message><source>0.1Hz耐压（替代）</source><translation>VLF alternative</translation></message>
<message><source>0.1Hz超低频耐压</source><translation>VLF 0.1 Hz withstand</translation></message>
<message><source>0.75U1mA泄漏</source><translation>Leakage</translation></message>
<message><source>0.75U1mA泄漏电流</source><translation>leakage at 0.75 U1mA</translation></message>
<message><source>1 级</source><translation>Grade 1</translation></message>
<message><source>10 kV 一般不超过 10 MVA，超过时宜选更高电压</source><translation>10 kV usually serves up to 10 MVA</translation></message>
<message><source>100 % 为限值；越过横线为超标</source><translation>100 % is the limit; above the tick it is exceeded</translation></message>
<message><source>2 级</source><translation>Grade 2</translation></message>
<message><source>220 V 供电应装单相电能表</source><translation>A supply of 220 V has a single-phase meter</translation></message>
<message><source>220 V 单相</source><translation>220 V single phase</translation></message>
<message><source>220 V 单相设备一般不超过 12 kW</source><translation>Single-phase equipment is usually up to 12 kW</translation></message>
<message><source>3 级</source><translation>Grade 3</translation></message>
<message><source>35 kV 及以上或多电源客户须签调度协议</source><translation>From 35 kV or with several sources a dispatch agreement is needed</translation></message>
<message><source>380/220 V 三相四线</source><translation>380/220 V three-phase four-wire</translation></message>
<message><source>66 kV（东北地区）</source><translation>66 kV (north-east)</translation></message>
<message><source>95 % 值 {0} %，最大 {1} %（{2}）；按（最大−最小）/最大为 {3} %，{4} 相最重</source><translation>95 % value {0} %, highest {1} % ({2}); by (max − min)/max {3} %; phase {4} is the heaviest</translation></message>
<message><source>95 % 值 {0} A（{1} 相），最大 {2} A</source><translation>95 % value {0} A (phase {1}), highest {2} A</translation></message>
<message><source>95 % 值 {0}，最大 {1} {2}</source><translation>95 % value {0}, highest {1} {2}</translation></message>
<message><source>95 % 概率值</source><translation>95 % probability value</translation></message>
<message><source>95 % 的时间不低于的功率（降序第 0.95·n 个，逢小数进一）</source><translation>what is drawn or exceeded for 95 % of the time (number 0.95·n, rounded up, descending)</translation></message>
<message><source>95 % 的时间不低于，为最大值的 {0} %</source><translation>drawn for 95 % of the time, {0} % of the peak</translation></message>
<message><source>A 相</source><translation>Phase A</translation></message>
<message><source>A 相功率因数</source><translation>Power factor, phase A</translation></message>
<message><source>A 相反向有功电能</source><translation>Active energy, export, phase A</translation></message>
<message><source>A 相无功功率</source><translation>Reactive power, phase A</translation></message>
<message><source>A 相有功功率</source><translation>Active power, phase A</translation></message>
<message><source>A 相正向有功电能</source><translation>Active energy, import, phase A</translation></message>
<message><source>A 相电压</source><translation>Voltage, phase A</translation></message>
<message><source>A 相电压畸变率</source><translation>Voltage distortion, phase A</translation></message>
<message><source>A 相电流</source><translation>Current, phase A</translation></message>
<message><source>A 相电流畸变率</source><translation>Current distortion, phase A</translation></message>
<message><source>A 相相角</source><translation>Phase angle, phase A</translation></message>
<message><source>A 相视在功率</source><translation>Apparent power, phase A</translation></message>
<message><source>AB 实测变比</source><translation>AB measured ratio</translation></message>
<message><source>Apache-2.0 许可；字体 OFL 1.1，图标 ISC（Lucide）</source><translation>Apache-2.0; font OFL 1.1, icons ISC (Lucide)</translation></message>
<message><source>B 相</source><translation>Phase B</translation></message>
<message><source>B 相功率因数</source><translation>Power factor, phase B</translation></message>
<message><source>B 相反向有功电能</source><translation>Active energy, export, phase B</translation></message>
<message><source>B 相无功功率</source><translation>Reactive power, phase B</translation></message>
<message><source>B 相有功功率</source><translation>Active power, phase B</translation></message>
<message><source>B 相正向有功电能</source><translation>Active energy, import, phase B</translation></message>
<message><source>B 相电压</source><translation>Voltage, phase B</translation></message>
<message><source>B 相电压畸变率</source><translation>Voltage distortion, phase B</translation></message>
<message><source>B 相电流</source><translation>Current, phase B</translation></message>
<message><source>B 相电流畸变率</source><translation>Current distortion, phase B</translation></message>
<message><source>B 相相角</source><translation>Phase angle, phase B</translation></message>
<message><source>B 相视在功率</source><translation>Apparent power, phase B</translation></message>
<message><source>BC 实测变比</source><translation>BC measured ratio</translation></message>
<message><source>C 相</source><translation>Phase C</translation></message>
<message><source>C 相功率因数</source><translation>Power factor, phase C</translation></message>
<message><source>C 相反向有功电能</source><translation>Active energy, export, phase C</translation></message>
<message><source>C 相无功功率</source><translation>Reactive power, phase C</translation></message>
<message><source>C 相有功功率</source><translation>Active power, phase C</translation></message>
<message><source>C 相正向有功电能</source><translation>Active energy, import, phase C</translation></message>
<message><source>C 相电压</source><translation>Voltage, phase C</translation></message>
<message><source>C 相电压畸变率</source><translation>Voltage distortion, phase C</translation></message>
<message><source>C 相电流</source><translation>Current, phase C</translation></message>
<message><source>C 相电流畸变率</source><translation>Current distortion, phase C</translation></message>
<message><source>C 相相角</source><translation>Phase angle, phase C</translation></message>
<message><source>C 相视在功率</source><translation>Apparent power, phase C</translation></message>
<message><source>CA 实测变比</source><translation>CA measured ratio</translation></message>
<message><source>CT 一次电流小于变压器低压侧额定电流</source><translation>The CT primary is below the rated current</translation></message>
<message><source>CT 一次电流小于高压侧额定电流</source><translation>The CT primary is below the rated current</translation></message>
<message><source>CT 准确度等级</source><translation>Class of the CT</translation></message>
<message><source>CT 变比</source><translation>CT ratio</translation></message>
<message><source>CT 变比（一次÷二次）</source><translation>CT ratio</translation></message>
<message><source>CT 变比（直接接入填 1）</source><translation>CT ratio (1 where direct)</translation></message>
<message><source>CT 资产编号</source><translation>CT asset numbers</translation></message>
<message><source>CT 额定一次电流</source><translation>CT rated primary current</translation></message>
<message><source>CT变比与负荷匹配</source><translation>CT ratio fits load</translation></message>
<message><source>CT直流电阻差</source><translation>CT DC resistance</translation></message>
<message><source>DL/T 448 电能计量装置</source><translation>DL/T 448, metering</translation></message>
<message><source>DL/T 645-2007 电能表</source><translation>DL/T 645-2007 energy meter</translation></message>
<message><source>DL/T 645-2007；寄存器表须按仪表说明书核对</source><translation>DL/T 645-2007; register maps are to be checked against the manual of the instrument</translation></message>
<message><source>GB 50052 电压偏差，线路电压损失</source><translation>GB 50052, voltage deviation, drop of a line</translation></message>
<message><source>GB/T 14549-1993 表 2；按最小短路容量（附录 B）和协议容量所占份额（附录 C）换算</source><translation>GB/T 14549-1993 table 2, scaled by the minimum short-circuit capacity (annex B) and the share of agreed capacity (annex C)</translation></message>
<message><source>GB/T 15543 三相电压不平衡</source><translation>GB/T 15543, voltage unbalance</translation></message>
<message><source>GB/T 15544 三相短路电流</source><translation>GB/T 15544, three-phase short-circuit current</translation></message>
<message><source>GB/T 29328 重要电力用户供电电源及自备应急电源配置</source><translation>GB/T 29328, supply of important customers</translation></message>
<message><source>MW（兆瓦）</source><translation>MW</translation></message>
<message><source>Modbus 寄存器表（单精度浮点）</source><translation>Modbus register map (32-bit floats)</translation></message>
<message><source>Modbus 寄存器表（整数）</source><translation>Modbus register map (integers)</translation></message>
<message><source>PCC负序电压不平衡度</source><translation>negative-sequence voltage unbalance at PCC</translation></message>
<message><source>PEN/PE重复接地电阻</source><translation>repeated earthing of PEN</translation></message>
<message><source>PT 准确度等级</source><translation>Class of the VT</translation></message>
<message><source>PT 变比</source><translation>VT ratio</translation></message>
<message><source>PT 变比（一次÷二次）</source><translation>VT ratio</translation></message>
<message><source>PT 变比（直接接入填 1）</source><translation>VT ratio (1 where direct)</translation></message>
<message><source>PT 资产编号</source><translation>VT asset numbers</translation></message>
<message><source>P最小/P最大</source><translation>Pmin/Pmax</translation></message>
<message><source>SF6压力、湿度或气室压力表</source><translation>SF6 gauge</translation></message>
<message><source>SimBench 数据集（ODbL 1.0）</source><translation>SimBench data set (ODbL 1.0)</translation></message>
<message><source>Sxf 与 S2 中较大者</source><translation>the larger of Sxf and S2</translation></message>
<message><source>T = γ × 8760 h，设全年形状不变</source><translation>T = γ × 8760 h, the year going on like this</translation></message>
<message><source>T 接</source><translation>Tee-off</translation></message>
<message><source>TN系统切断时间（220V）</source><translation>TN disconnection time at 220 V to earth</translation></message>
<message><source>U 盘写不进去，可能有写保护。请解除写保护或换一个 U 盘</source><translation>The stick cannot be written; it may be write-protected. Unlock it or use another one</translation></message>
<message><source>U 盘空间不够，没有留下半个文件。请换一个 U 盘，或选择不带照片原件</source><translation>There is no room on the stick; no half file was left. Use another one, or leave the original photos out</translation></message>
<message><source>U 盘读写中断，可能被拔出。请插好后再试，本机内容没有受影响</source><translation>The stick was cut off, perhaps pulled out. Put it in and try again; nothing on this device was touched</translation></message>
<message><source>U1mA偏差</source><translation>U1mA deviation</translation></message>
<message><source>VT一次直流电阻差</source><translation>VT primary DC resistance</translation></message>
<message><source>VT二次压降</source><translation>VT secondary drop</translation></message>
<message><source>VT二次回路压降</source><translation>VT secondary circuit voltage drop</translation></message>
<message><source>VT二次直流电阻差</source><translation>VT secondary DC resistance</translation></message>
<message><source>W（瓦）</source><translation>W</translation></message>
<message><source>Yyn0变压器中性线电流占比</source><translation>neutral current / LV rated current (Yyn0)</translation></message>
<message><source>cosφ目标</source><translation>cosφ target</translation></message>
<message><source>kW（千瓦）</source><translation>kW</translation></message>
<message><source>max|I−I平均|/I平均，仅取不低于最大平均值 20 % 的 {0} 个时刻</source><translation>max|I−Imean|/Imean, of the {0} moments at 20 % of the highest mean or more</translation></message>
<message><source>{0} %，{1} 点中有 {2} 点</source><translation>{0} %, {2} of {1} points</translation></message>
<message><source>{0} kWh（估计；按缺数两端较高值为 {1} kWh），不计入实测电量</source><translation>{0} kWh (estimated; {1} kWh if the higher end had lasted), not part of the energy measured</translation></message>
<message><source>{0} kWh，占 {1} %</source><translation>{0} kWh, {1} %</translation></message>
<message><source>{0} kW（{1} 止）</source><translation>{0} kW (ending {1})</translation></message>
<message><source>{0} kW（{1}）</source><translation>{0} kW ({1})</translation></message>
<message><source>{0} kW，为最大值的 {1} %</source><translation>{0} kW, {1} % of the peak</translation></message>
<message><source>{0} {1} kWh（{2} %，按{3}时段）</source><translation>{0} {1} kWh ({2} %, periods of {3})</translation></message>
<message><source>{0} {1} 条</source><translation>{0} × {1}</translation></message>
<message><source>{0} {1}　COMTRADE {2} {3}　{4}　{5} 秒，每秒 {6} 点</source><translation>{0} {1}　COMTRADE {2} {3}　{4}　{5} s, {6} samples a second</translation></message>
<message><source>{0} {1}（{2} %）</source><translation>{0} {1} ({2} %)</translation></message>
<message><source>{0} {1}（{2} 相）</source><translation>{0} {1} (phase {2})</translation></message>
<message><source>{0} · {1}（要求 {2}）</source><translation>{0} · {1} (required {2})</translation></message>
<message><source>{0} · 已用 {1} 个，还剩 {2} 个工作日</source><translation>{0} · {1} used, {2} working days left</translation></message>
<message><source>{0} · 已超出 {1} 个工作日</source><translation>{0} · {1} working days over</translation></message>
<message><source>{0} · 已超期 {1} 个工作日</source><translation>{0} · overdue by {1} WD</translation></message>
<message><source>{0} · 已超期 {1} 天</source><translation>{0} · {1} days overdue</translation></message>
<message><source>{0} 不能判定（{1}）</source><translation>{0}: no verdict ({1})</translation></message>
<message><source>{0} 个单元格没有数值，按缺数处理</source><translation>Cells without a value, treated as gaps: {0}</translation></message>
<message><source>{0} 个次数的谐波电流在允许值内</source><translation>harmonic currents of {0} orders within what is permitted</translation></message>
<message><source>{0} 个窗，频率 {1} Hz，谐波算到 {2} 次</source><translation>{0} windows, {1} Hz, harmonics to order {2}</translation></message>
<message><source>{0} 分 {1} 秒</source><translation>{0} min {1} s</translation></message>
<message><source>{0} 分钟滑差，{1} 止</source><translation>{0} min sliding, until {1}</translation></message>
<message><source>{0} 天叠加　{1}　最高 {2}　中位 {3}　最低 {4}　红线为最大负荷日 {5}</source><translation>{0} days　{1}　highest {2}　median {3}　lowest {4}　red: the day of the peak, {5}</translation></message>
<message><source>{0} 小时（{1} %）内不低于：{2}</source><translation>No lower for {0} h ({1} %): {2}</translation></message>
<message><source>{0} 接近限值</source><translation>{0} is near its limit</translation></message>
<message><source>{0} 次最接近限值：95 % 值为限值的 {1} %</source><translation>Order {0} is nearest to its limit: the 95 % value is {1} % of it</translation></message>
<message><source>{0} 次谐波电压超过限值</source><translation>harmonic voltages of order {0} beyond their limits</translation></message>
<message><source>{0} 次谐波电流</source><translation>harmonic current of order {0}</translation></message>
<message><source>{0} 次谐波电流接近允许值</source><translation>harmonic currents of order {0} near what is permitted</translation></message>
<message><source>{0} 次谐波电流超过允许值</source><translation>harmonic currents of order {0} beyond what is permitted</translation></message>
<message><source>{0} 次（{1} 相）：95 % 值 {2} %，最大 {3} %，{4}</source><translation>Order {0} (phase {1}): 95 % value {2} %, highest {3} %, {4}</translation></message>
<message><source>{0} 次，最近 {1}</source><translation>{0} times, last {1}</translation></message>
<message><source>{0} 段缺数，没有当作零</source><translation>Gaps, not taken as zero: {0}</translation></message>
<message><source>{0} 段，{1} 点</source><translation>{0} gaps, {1} points</translation></message>
<message><source>{0} 没有应答。请核对表号（通信地址）、波特率、校验位和 A、B 接线。</source><translation>{0} does not answer. Check the meter number (communication address), baud rate, parity and the wires A and B.</translation></message>
<message><source>{0} 没有报出表号。线上可能不止一块表，请填写表上的表号。</source><translation>{0} did not tell its number. There may be several meters on the line: enter the number on the plate.</translation></message>
<message><source>{0} 点没有数，没有当作零</source><translation>{0} points missing, not taken as zero</translation></message>
<message><source>{0} 点，按缺数处理</source><translation>{0} points, taken as missing</translation></message>
<message><source>{0} 的仪表报告自身故障（异常码 {1}）。请检查仪表后再读。</source><translation>The instrument at {0} reports a failure of its own (exception {1}). Check it, then read again.</translation></message>
<message><source>{0} 的仪表正忙（异常码 {1}）。请稍后再读。</source><translation>The instrument at {0} is busy (exception {1}). Read again in a while.</translation></message>
<message><source>{0} 的仪表读不出来。请检查接线和设置后再试。</source><translation>The instrument at {0} cannot be read. Check the wiring and the settings, then try again.</translation></message>
<message><source>{0} 的后续帧没有尽头，已停止。请重读；仍如此时改读单项。</source><translation>The following frames of {0} have no end; stopped. Read again; if it stays so, read single items.</translation></message>
<message><source>{0} 的应答不成帧或校验不对，没有采用：{1}。请检查接线、地址和波特率后重读。</source><translation>What {0} answered is no frame or has a wrong checksum; it was not used: {1}. Check wiring, address and baud rate, then read again.</translation></message>
<message><source>{0} 的应答校验不对，没有采用：{1}。请检查接线、屏蔽和波特率后重读。</source><translation>The checksum of what {0} answered is wrong; it was not used: {1}. Check wiring, shield and baud rate, then read again.</translation></message>
<message><source>{0} 的电能表拒绝了这一项（{1}）。请换一项，或在表上查看。</source><translation>The meter at {0} refused this item ({1}). Choose another, or look at the meter itself.</translation></message>
<message><source>{0} 的电能表没有这一项（{1}）。请换一项，或在表上查看。</source><translation>The meter at {0} does not have this item ({1}). Choose another, or look at the meter itself.</translation></message>
<message><source>{0} 的电能表要求密码才能读这一项（{1}）。本程序只读、不发密码，请在表上查看。</source><translation>The meter at {0} wants a password for this item ({1}). This program only reads and sends no password: look at the meter itself.</translation></message>
<message><source>{0} 的网关没有连到仪表（异常码 {1}）。请核对地址，并检查网关到仪表的接线。</source><translation>The gateway at {0} does not reach the instrument (exception {1}). Check the address and the wiring behind the gateway.</translation></message>
<message><source>{0} 相</source><translation>Phase {0}</translation></message>
<message><source>{0} 相 {1} {2}，总畸变率 {3} %</source><translation>phase {0} {1} {2}, THD {3} %</translation></message>
<message><source>{0} 线电压</source><translation>Line voltage {0}</translation></message>
<message><source>{0} 至 {1}</source><translation>{0} to {1}</translation></message>
<message><source>{0} 至 {1}，缺 {2} 点</source><translation>{0} to {1}, missing: {2}</translation></message>
<message><source>{0} 行与同一时刻的前一行不同（首见第 {1} 行），以前一行为准</source><translation>Rows that differ from an earlier one of the same time: {0} (first: line {1}); the earlier one counts</translation></message>
<message><source>{0} 行被仪器标为可疑，按缺数处理</source><translation>{0} lines doubted by the instrument, taken as missing</translation></message>
<message><source>{0} 行重复（首见第 {1} 行），已合并</source><translation>Repeated rows merged: {0} (first: line {1})</translation></message>
<message><source>{0} 起最高 {1} kW，平均 {2} kW</source><translation>Highest from {0}: {1} kW, mean {2} kW</translation></message>
<message><source>{0} 超过限值</source><translation>{0} is beyond its limit</translation></message>
<message><source>{0} 页 × {1} 份</source><translation>{0} pages × {1} copies</translation></message>
<message><source>{0} 项合格</source><translation>{0} quantities pass</translation></message>
<message><source>{0} ～ {1} {2}，合格率 {3} %</source><translation>{0} to {1} {2}, {3} % within the limit</translation></message>
<message><source>{0}　{1}　第 {2} 版</source><translation>{0}　{1}　version {2}</translation></message>
<message><source>{0}　版本 {1}</source><translation>{0}, version {1}</translation></message>
<message><source>{0}。{1}</source><translation>{0}. {1}</translation></message>
<message><source>{0}。{1}可在下面改，改好后自动重新读取。</source><translation>{0}. {1} It can be changed below; the file is then read again by itself.</translation></message>
<message><source>{0}在 {1} 最高，{2} kW</source><translation>{0}: highest at {1}, {2} kW</translation></message>
<message><source>{0}在 {1} 最高，{2} kW；休息日用电为工作日的 {3} %</source><translation>{0}: highest at {1}, {2} kW; days off use {3} % of a working day</translation></message>
<message><source>{0}复检（第 {1} 次）</source><translation>{0}, re-inspection (no. {1})</translation></message>
<message><source>{0}已于 {1} 到期，仍按它办理。请联网同步；同步后仍到期，请联系管理员。</source><translation>{0} ran out on {1} and is still in use. Please sync; if it stays so, tell the administrator.</translation></message>
<message><source>{0}年1月</source><translation>{0}-01</translation></message>
<message><source>{0}年{1}月{2}日</source><translation>{0}-{1:02}-{2:02}</translation></message>
<message><source>{0}最差</source><translation>Worst {0}</translation></message>
<message><source>{0}月</source><translation>{0}</translation></message>
<message><source>{0}月{1}日</source><translation>{0:02}-{1:02}</translation></message>
<message><source>{0}月{1}日到期</source><translation>due {0:02}-{1:02}</translation></message>
<message><source>{0}的资质于 {1} 查询，距本次检验已超过 {2} 天</source><translation>{0}: the licence was looked up on {1}, more than {2} days before this visit</translation></message>
<message><source>{0}的逐时形状，各除以自己的日平均；距离 {1} 是 24 个差值的均方根，0 为相同。参考来自 {2}</source><translation>Hourly shape of the {0}, each over the mean of its own day; distance {1} is the root mean square of 24 differences, 0 is the same. Reference: {2}</translation></message>
<message><source>{0}（{1} 天平均）</source><translation>{0} (mean of {1} days)</translation></message>
<message><source>{0}（{1}）</source><translation>{0} ({1})</translation></message>
<message><source>{0}（{1}）。</source><translation>{0} ({1}).</translation></message>
<message><source>{0}（未生效：{1}）</source><translation>{0} (does not count: {1})</translation></message>
<message><source>{0}（第 {1} 次）</source><translation>{0} (attempt {1})</translation></message>
<message><source>{0}，距离 {1}</source><translation>{0}, distance {1}</translation></message>
<message><source>{0}，连同 {1}</source><translation>{0}, along with {1}</translation></message>
<message><source>{0}：R60 小于 R15</source><translation>{0}: R60 is smaller than R15</translation></message>
<message><source>{0}：{1}</source><translation>{0}: {1}</translation></message>
<message><source>{0}：{1} {2}，限值 {3} {2}，{4}</source><translation>{0}: {1} {2}, limit {3} {2}, {4}</translation></message>
<message><source>{0}：{1}，{2}</source><translation>{0}: {1}, {2}</translation></message>
<message><source>{0}：仪表读入 {1}，已手工改为 {2}</source><translation>{0}: read by instrument {1}, changed by hand to {2}</translation></message>
<message><source>{0}：各相（各次）读数相差 {1} 倍以上</source><translation>{0}: the readings differ by more than {1} times</translation></message>
<message><source>{0}：温度 {1} ℃ 不合常理</source><translation>{0}: a temperature of {1} ℃ is unlikely</translation></message>
<message><source>{0}：现场 {1}；方案 {2}</source><translation>{0}: as built {1}; scheme {2}</translation></message>
<message><source>{0}：读数 {1} 不是正数</source><translation>{0}: the reading {1} is not positive</translation></message>
<message><source>{0}；待核对原文</source><translation>{0}; still to be checked against its text</translation></message>
<message><source>{0}；最低月 {2}：{1}</source><translation>{0}; lowest month {2}: {1}</translation></message>
<message><source>{1} 不能写入这一栏：没有读数，或单位不合。请选另一个读数。</source><translation>{1} cannot go into this field: there is no reading, or its unit is another. Choose another reading.</translation></message>
<message><source>{2} 最高（平均 {0} kW），{3} 最低（{1} kW），比 {4}</source><translation>{2} is the highest (mean {0} kW), {3} the lowest ({1} kW), ratio {4}</translation></message>
<message><source>{} · 已暂停</source><translation>{} · paused</translation></message>
<message><source>{} · 无网络</source><translation>{} · no network</translation></message>
<message><source>{} · 计时已暂停</source><translation>{} · clock paused</translation></message>
<message><source>{} 个文件正从中心取回，同步完成后即可查看。</source><translation>{} files are being fetched from the centre; you can see them after the sync.</translation></message>
<message><source>{} 分钟</source><translation>{} min</translation></message>
<message><source>{} 天</source><translation>{} days</translation></message>
<message><source>{} 小时</source><translation>{} h</translation></message>
<message><source>{} 张照片</source><translation>{} photos</translation></message>
<message><source>{} 条待核对原文</source><translation>To be checked against the source: {}</translation></message>
<message><source>{} 相列</source><translation>Column of phase {}</translation></message>
<message><source>{} 相采样不全，不算</source><translation>phase {}: samples missing, not reckoned</translation></message>
<message><source>{} 秒</source><translation>{} s</translation></message>
<message><source>{} 行</source><translation>{} rows</translation></message>
<message><source>{} 项待发送</source><translation>To send: {}</translation></message>
<message><source>{}。</source><translation>{}.</translation></message>
<message><source>{}前</source><translation>{} ago</translation></message>
<message><source>{}年</source><translation>{}</translation></message>
<message><source>{}月</source><translation>month {}</translation></message>
<message><source>{}（今天）</source><translation>{} (today)</translation></message>
<message><source>{}（文件没有说）</source><translation>{} (the file does not say)</translation></message>
<message><source>{}（文件没有说，可在下面改）</source><translation>{} (the file does not say; it can be changed below)</translation></message>
<message><source>{}，可以更正</source><translation>{}, may be corrected</translation></message>
<message><source>{}，没有记录。请分成几段，或删减后再记录。</source><translation>{}; nothing was recorded. Split or shorten it, then record again.</translation></message>
<message><source>{}：全部记录和照片</source><translation>{}: all records and photos</translation></message>
<message><source>{}：签名所盖内容一字未改</source><translation>{}: not one character changed since signing</translation></message>
<message><source>{}：签名所盖内容已被改动</source><translation>{}: the signed content has been changed</translation></message>
<message><source>{}：纸上签字，由附入扫描件的人封存；笔迹见纸质原件</source><translation>{}: signed in ink, sealed by whoever attached the scan; the handwriting is on the original sheet</translation></message>
<message><source>{}：证书不是本中心签发，或本机还没有加入中心</source><translation>{}: certificate not issued by our centre, or this device has not joined one</translation></message>
<message><source>{}：证书由本中心签发，签署时有效</source><translation>{}: certificate issued by our centre, valid when signed</translation></message>
<message><source>½(P1+P2)·Δt，Δt = {0} s，跨过缺数的不计</source><translation>½(P1+P2)·Δt, Δt = {0} s, across gaps left out</translation></message>
<message><source>ΣP/n，n = {0}</source><translation>ΣP/n, n = {0}</translation></message>
<message><source>ΣP/√((ΣP)²+(ΣQ)²)，P {0} kWh，Q {1} kvarh</source><translation>ΣP/√((ΣP)²+(ΣQ)²), P {0} kWh, Q {1} kvarh</translation></message>
<message><source>ΣP·Δt，Δt = {0} s，缺数不计</source><translation>ΣP·Δt, Δt = {0} s, gaps left out</translation></message>
<message><source>γ = P平均/P最大 = {0}/{1}</source><translation>γ = Pmean/Pmax = {0}/{1}</translation></message>
<message><source>“{0}”没有加入：{1}。{2}</source><translation>“{0}” was not added: {1}. {2}</translation></message>
<message><source>“{0}”没有导入：{1}。{2}原有数据没有变化。</source><translation>“{0}” was not imported: {1}. {2} Nothing that is there has changed.</translation></message>
<message><source>“{0}”（{1}）不能写入记录。请改为只写技术要求后再记录。</source><translation>“{0}” ({1}) must not stand in a record. State the technical requirement only, then record again.</translation></message>
<message><source>“{0}”（{1}）需要写明理由。请填写理由，或改写后再记录。</source><translation>“{0}” ({1}) wants a reason. Give one, or reword it, then record again.</translation></message>
<message><source>“{0}”（{1}）：请改写，或写明理由</source><translation>“{0}” ({1}): reword it, or give a reason</translation></message>
<message><source>“{1}”不是 Modbus 地址。请填写 1 到 247 的数字。</source><translation>“{1}” is no Modbus address. Enter a number from 1 to 247.</translation></message>
<message><source>“{1}”不是表号。请填写表上 12 位以内的数字；只接一块表时可以留空。</source><translation>“{1}” is no meter number. Enter the digits on the plate, 12 at most; with a single meter it may stay empty.</translation></message>
<message><source>“{}”列</source><translation>column “{}”: </translation></message>
<message><source>“{}”已经加入过这一项，没有重复加入。</source><translation>“{}” is there already for this item and was not added again.</translation></message>
<message><source>“{}”已经有了，不用再向客户要。确需重收，请先写明原因。</source><translation>“{}” is held already; do not ask the customer. If it has to be handed in again, give the reason first.</translation></message>
<message><source>“三零”客户不收取营业费用</source><translation>Three-zero customers pay no fee</translation></message>
<message><source>……其余 {} 段见曲线上的阴影</source><translation>… {} more, shaded on the curve</translation></message>
<message><source>Ⅰ 类</source><translation>I</translation></message>
<message><source>Ⅱ 类</source><translation>II</translation></message>
<message><source>Ⅲ 类</source><translation>III</translation></message>
<message><source>Ⅳ 类</source><translation>IV</translation></message>
<message><source>Ⅴ 类</source><translation>V</translation></message>
<message><source>● 其他量</source><translation>● other</translation></message>
<message><source>● 无功</source><translation>● reactive</translation></message>
<message><source>● 日期</source><translation>● date</translation></message>
<message><source>● 时间</source><translation>● time</translation></message>
<message><source>● 有功 {}</source><translation>● active {}</translation></message>
<message><source>✎ {0} · 已手工改为 {1}，单据上会注明</source><translation>✎ {0} · changed by hand to {1}; the paper will say so</translation></message>
<message><source>✎ {0} · 已手工改为 {1}，请在“请核对”中写明原因</source><translation>✎ {0} · changed by hand to {1}; say why under “Please check”</translation></message>
<message><source>✔ {0}　{1} 办结，按时</source><translation>✔ {0}　done {1}, in time</translation></message>
<message><source>✔ {}，已核对完好</source><translation>✔ {}, checked and whole</translation></message>
<message><source>✔ 全部完成</source><translation>✔ All done</translation></message>
<message><source>✔ 全部送达，与中心一致</source><translation>✔ Everything is at the centre, and both are identical</translation></message>
<message><source>✔ 共 {0} 行，前后相扣；中心已收到 {1} 行</source><translation>✔ {0} lines, each linked to the one before; {1} at the centre</translation></message>
<message><source>✔ 已全部确认</source><translation>✔ All confirmed</translation></message>
<message><source>✔ 已封存</source><translation>✔ Sealed</translation></message>
<message><source>✔ 已打印 {} 张</source><translation>✔ printed, {} pages</translation></message>
<message><source>✔ 已有</source><translation>✔ Held</translation></message>
<message><source>✔ 已读完 {} 点。</source><translation>✔ Points read: {}.</translation></message>
<message><source>✔ 本机可以签字</source><translation>✔ This device can sign</translation></message>
<message><source>✔ 检定有效期至 {}</source><translation>✔ Calibrated until {}</translation></message>
<message><source>✔ 现阶段材料齐全</source><translation>✔ All materials due by now are there</translation></message>
<message><source>✘ {0}　{1} 办结，超期</source><translation>✘ {0}　done {1}, late</translation></message>
<message><source>✘ {}：请分成几段，或删减</source><translation>✘ {}: split or shorten it</translation></message>
<message><source>✘ “{0}”（{1}）：请改为只写技术要求</source><translation>✘ “{0}” ({1}): state the technical requirement only</translation></message>
<message><source>✘ 未打印：{}</source><translation>✘ not printed: {}</translation></message>
<message><source>✘ 检定已于 {} 到期</source><translation>✘ Calibration ended on {}</translation></message>
<message><source>✘ 点数请填 1 到 {} 的整数。</source><translation>✘ Enter a whole number of rows from 1 to {}.</translation></message>
<message><source>✘ 请按 2026-11-20 00:00 的样子填写从何时起。</source><translation>✘ Enter from when, such as 2026-11-20 00:00.</translation></message>
<message><source>　待核对</source><translation>　to be checked</translation></message>
<message><source>　必填</source><translation>　required</translation></message>
<message><source>、</source><translation>, </translation></message>
<message><source>《工业与民用供配电设计手册》无功补偿</source><translation>Handbook of power supply design, compensation</translation></message>
<message><source>《工业与民用供配电设计手册》需要系数法</source><translation>Handbook of power supply design, demand-factor method</translation></message>
<message><source>一主一备</source><translation>One primary, one standby</translation></message>
<message><source>一天的形状与所有参考都不相近，最近的是“{0}”（距离 {1}）</source><translation>the shape of the day is like none of the references; the nearest is “{0}” (distance {1})</translation></message>
<message><source>一天的形状最像“{0}”（距离 {1}）</source><translation>the shape of the day is most like “{0}” (distance {1})</translation></message>
<message><source>一张单最多八人签字，其余人员写入备注</source><translation>At most eight people sign one paper</translation></message>
<message><source>一张单最多四名装表人员签字，其余人员另行登记</source><translation>At most four of the crew sign one paper</translation></message>
<message><source>一次、二次接线图与平面布置图</source><translation>Single-line and secondary diagrams, layout</translation></message>
<message><source>一次性告知书</source><translation>One-time notice</translation></message>
<message><source>一次性告知补充材料</source><translation>One-time notice of missing documents</translation></message>
<message><source>一次签名同时签署意见单和整改通知单，签字后内容不可更改。</source><translation>One signature signs the opinion and the notice of defects; nothing can be changed after it.</translation></message>
<message><source>一班</source><translation>One shift</translation></message>
<message><source>一级</source><translation>Class 1</translation></message>
<message><source>一级重要</source><translation>Important, grade 1</translation></message>
<message><source>一致</source><translation>identical</translation></message>
<message><source>一般</source><translation>Neutral</translation></message>
<message><source>一般地段</source><translation>Ordinary ground</translation></message>
<message><source>一般工商业</source><translation>General commercial</translation></message>
<message><source>一证受理须有客户签字的承诺书</source><translation>acceptance on a single document needs the customer's signed commitment</translation></message>
<message><source>一象限无功总电能</source><translation>Reactive energy, quadrant 1</translation></message>
<message><source>万用表</source><translation>Multimeter</translation></message>
<message><source>三班</source><translation>Three shifts</translation></message>
<message><source>三相</source><translation>Three-phase</translation></message>
<message><source>三相三线</source><translation>Three-phase, three wires</translation></message>
<message><source>三相不同期</source><translation>Pole discrepancy</translation></message>
<message><source>三相不平衡 95 % 值 {0} %，{1} 相最重</source><translation>phase unbalance {0} % (95 % value), phase {1} is the heaviest</translation></message>
<message><source>三相不平衡度</source><translation>Phase unbalance</translation></message>
<message><source>三相中最大的 |实测 − 铭牌| ÷ 铭牌 × 100 %</source><translation>Largest |measured − nameplate| ÷ nameplate × 100 % of three phases</translation></message>
<message><source>三相中的最大值</source><translation>Largest of three phases</translation></message>
<message><source>三相合计</source><translation>Three phases</translation></message>
<message><source>三相四线</source><translation>Three-phase, four wires</translation></message>
<message><source>三相四线 3×220/380 V，三台 CT；另计变压器损耗</source><translation>four wires 3×220/380 V, three CT; losses of the transformer are added</translation></message>
<message><source>三相四线，经电流互感器接入</source><translation>four wires, through current transformers</translation></message>
<message><source>三相多功能仪表（保持寄存器，整数）</source><translation>Three-phase multifunction meter (holding registers, integers)</translation></message>
<message><source>三相导轨仪表（输入寄存器，单精度浮点）</source><translation>Three-phase rail-mounted analyser (input registers, 32-bit floats)</translation></message>
<message><source>三相最不平衡</source><translation>Most unbalanced</translation></message>
<message><source>三相电流不平衡度</source><translation>Current unbalance</translation></message>
<message><source>三相，逐相选择</source><translation>Three phases, one by one</translation></message>
<message><source>三级</source><translation>Class 3</translation></message>
<message><source>三象限无功总电能</source><translation>Reactive energy, quadrant 3</translation></message>
<message><source>三路及以上电源，其中两路来自两座不同变电站，任两路停电时第三路能保证供电</source><translation>three sources, two of them from different substations; the third holds when any two fail</translation></message>
<message><source>上 1 结算日正向有功总电能</source><translation>Active energy, import, last settlement</translation></message>
<message><source>上 1 结算日正向有功最大需量</source><translation>Maximum demand, import, last settlement</translation></message>
<message><source>上次已有，漏检</source><translation>Was there, but missed</translation></message>
<message><source>上次检验后新出现</source><translation>New since the last inspection</translation></message>
<message><source>上述单位由我方自主选择，供电企业及其工作人员未指定、推荐、限制。</source><translation>We chose this unit ourselves; the utility and its staff did not designate, recommend or restrict it.</translation></message>
<message><source>上门</source><translation>Visit</translation></message>
<message><source>上限</source><translation>upper bound</translation></message>
<message><source>下一处未完成</source><translation>Next open item</translation></message>
<message><source>下限</source><translation>lower bound</translation></message>
<message><source>不一致</source><translation>Differs</translation></message>
<message><source>不予受理</source><translation>Rejected</translation></message>
<message><source>不予受理须出具书面理由</source><translation>a rejection needs its reason in writing</translation></message>
<message><source>不低于最大值一半的时间占 {0} %，不低于八成的时间占 {1} %</source><translation>At or above half of the peak for {0} % of the time, above four fifths for {1} %</translation></message>
<message><source>不具备条件</source><translation>Not ready</translation></message>
<message><source>不再要求</source><translation>Waived</translation></message>
<message><source>不再要求的理由</source><translation>Why it is not asked for any more</translation></message>
<message><source>不到一个 10 周波（约 0.2 秒），或采样太慢，算不出有效值和谐波</source><translation>it is shorter than 10 cycles (about 0.2 s) or sampled too slowly: neither RMS nor harmonics can be reckoned</translation></message>
<message><source>不到一个 10 周波（约 0.2 秒），或采样太慢，算不出有效值和谐波。</source><translation>Shorter than 10 cycles (about 0.2 s), or sampled too slowly: neither RMS nor harmonics can be reckoned.</translation></message>
<message><source>不动产权属或合法用地证明有效</source><translation>Valid title or land-use evidence</translation></message>
<message><source>不可抗力</source><translation>force majeure</translation></message>
<message><source>不合格</source><translation>Fail</translation></message>
<message><source>不合格，请写明缺陷</source><translation>Failed; please describe the defect</translation></message>
<message><source>不同期（最大）</source><translation>Discrepancy (largest)</translation></message>
<message><source>不在本单位供电营业区</source><translation>Outside our area of supply</translation></message>
<message><source>不在这一年</source><translation>is not in this year</translation></message>
<message><source>不大于 {}</source><translation>at most {}</translation></message>
<message><source>不安全处的照片</source><translation>Photos of what is unsafe</translation></message>
<message><source>不安全的原因在于</source><translation>What made it unsafe</translation></message>
<message><source>不安全的情况</source><translation>In what way it is unsafe</translation></message>
<message><source>不小于 {}</source><translation>at least {}</translation></message>
<message><source>不平衡</source><translation>Unbalanced</translation></message>
<message><source>不愿回答</source><translation>Would not say</translation></message>
<message><source>不执行两部制</source><translation>No two-part tariff</translation></message>
<message><source>不是日期</source><translation>is no date</translation></message>
<message><source>不是本人在本机留下的</source><translation>it was not made by this person on this tablet</translation></message>
<message><source>不满意</source><translation>Dissatisfied</translation></message>
<message><source>不用</source><translation>Not used</translation></message>
<message><source>不符合要求</source><translation>Does not meet the rule</translation></message>
<message><source>不能免除：{}。</source><translation>Not waived: {}.</translation></message>
<message><source>不能判定</source><translation>no verdict</translation></message>
<message><source>不能判定：{}</source><translation>Inconclusive: {}</translation></message>
<message><source>不能办理：{0}（当前：{1}）。请回到工单查看下一步。</source><translation>Not possible: {0} (now: {1}). Please look up the next step in the case.</translation></message>
<message><source>不能这样操作。</source><translation>This cannot be done.</translation></message>
<message><source>不能逐日叠加：时间间隔不能等分一天，或这一项没有数据。</source><translation>Days cannot be laid over one another: the interval does not divide a day, or there are no data.</translation></message>
<message><source>不规律</source><translation>Irregular</translation></message>
<message><source>不认识的数据格式</source><translation>unknown kind of data</translation></message>
<message><source>不认识的标准年号</source><translation>unknown revision of the standard</translation></message>
<message><source>不认识的项目</source><translation>no such entry</translation></message>
<message><source>不足</source><translation>too little</translation></message>
<message><source>不足 30 个值</source><translation>fewer than 30 values</translation></message>
<message><source>不适用</source><translation>Not applicable</translation></message>
<message><source>不适用：{}</source><translation>Not applicable: {}</translation></message>
<message><source>不限</source><translation>Any state</translation></message>
<message><source>不需要</source><translation>Not needed</translation></message>
<message><source>与</source><translation>and</translation></message>
<message><source>与 {0} 的连接断了。请检查通信线和电源，再重新连接。</source><translation>The connection to {0} is gone. Check cable and power, then connect again.</translation></message>
<message><source>与“{0}”对照，距离 {1}</source><translation>Beside “{0}”, distance {1}</translation></message>
<message><source>与中心收到的不同</source><translation>it is not the one that the centre has</translation></message>
<message><source>与中心收到的同号留痕不同</source><translation>the centre has another line of this number</translation></message>
<message><source>与允许停电时间相配的电源</source><translation>Source for the permitted outage</translation></message>
<message><source>与出厂值偏差</source><translation>Deviation from factory value</translation></message>
<message><source>与出厂值同温比较</source><translation>Change from factory value, same temperature</translation></message>
<message><source>与制造厂规定值偏差</source><translation>Deviation from manufacturer's value</translation></message>
<message><source>与前一行不相扣</source><translation>it does not link to the line before</translation></message>
<message><source>与同批平均值差</source><translation>Difference from batch mean</translation></message>
<message><source>与客户约定的现场勘查时间</source><translation>Time of the site survey agreed with the customer</translation></message>
<message><source>与平行电缆净距</source><translation>Clear spacing to parallel cable</translation></message>
<message><source>与整定值偏差</source><translation>Deviation from setting</translation></message>
<message><source>与日平均之比</source><translation>Over the day's mean</translation></message>
<message><source>与现场不一致时，在对应检查项写明。</source><translation>Where the site differs, say so at the item concerned.</translation></message>
<message><source>与电网电气/机械闭锁防倒送电</source><translation>Electrical/mechanical interlock against backfeed</translation></message>
<message><source>与电网连接的开关设备（环网柜、断路器）型式与方案一致</source><translation>Switchgear at the grid connection (RMU, breaker) as in the scheme</translation></message>
<message><source>与管道、道路、热力交叉距离及保护管</source><translation>Crossings: distance and protective pipe</translation></message>
<message><source>与身份证件或营业执照一致</source><translation>As on the identity document or business licence</translation></message>
<message><source>专业</source><translation>Specialty</translation></message>
<message><source>且</source><translation>and</translation></message>
<message><source>世界时 UTC</source><translation>UTC</translation></message>
<message><source>业务办理一次性告知书</source><translation>One-time notice</translation></message>
<message><source>业务类型</source><translation>Application type</translation></message>
<message><source>业务资料</source><translation>Trade reference</translation></message>
<message><source>业务资料复核</source><translation>Trade reference, reviewed</translation></message>
<message><source>业扩业务表单，逐张注明出处</source><translation>Forms of the trade, each with its source</translation></message>
<message><source>业扩业务规则，逐条注明出处</source><translation>Rules of customer connection; each names its source</translation></message>
<message><source>业扩合规规则，逐条注明出处</source><translation>Rules of compliance, each with its source</translation></message>
<message><source>业扩工程技术参考</source><translation>Engineering reference of customer connection</translation></message>
<message><source>业扩工程技术参考，按 GB 50150-2016 的公式</source><translation>Engineering reference of customer connection, formulas of GB 50150-2016</translation></message>
<message><source>业扩工程技术参考，逐条注明标准</source><translation>Engineering reference of customer connection; each limit names its standard</translation></message>
<message><source>业扩工程技术参考，逐项注明标准</source><translation>Engineering reference of customer connection; each item names its standard</translation></message>
<message><source>业扩工程技术参考：负荷计算 §{0}</source><translation>engineering reference: load calculation §{0}</translation></message>
<message><source>业扩现场勘查与检验</source><translation>Site survey and inspection for customer connection</translation></message>
<message><source>两人以上进场，交底完成，客户设备一律视为带电。</source><translation>Two people or more on site, briefing done; treat all customer equipment as live.</translation></message>
<message><source>两班</source><translation>Two shifts</translation></message>
<message><source>两路分列</source><translation>Two sources, split</translation></message>
<message><source>两路来自不同变电站的电源，每路能带全部重要负荷</source><translation>two sources from different substations, each carries all vital load</translation></message>
<message><source>两路电源来自同一变电站（双回路）</source><translation>Sources from one substation (dual circuit)</translation></message>
<message><source>两路进线与母联联锁（严禁并列）</source><translation>Incomer/bus-tie interlock</translation></message>
<message><source>两部制电价</source><translation>Two-part tariff</translation></message>
<message><source>严重</source><translation>Major</translation></message>
<message><source>严重程度</source><translation>Severity</translation></message>
<message><source>个人信息</source><translation>Personal data</translation></message>
<message><source>个人信息仅用于办理用电业务，按法律规定保存和保护；您可以查询、更正或依法要求删除。</source><translation>Personal data serve the connection only; you may see and correct them.</translation></message>
<message><source>个人信息保护法、网络安全法</source><translation>Personal Information Protection Law, Cybersecurity Law</translation></message>
<message><source>个人信息（逐项选择）</source><translation>Personal data (each by itself)</translation></message>
<message><source>个体工商户</source><translation>Individual business</translation></message>
<message><source>个工作日</source><translation>working days</translation></message>
<message><source>个月</source><translation>months</translation></message>
<message><source>中心</source><translation>Centre</translation></message>
<message><source>中心地址</source><translation>Address of the centre</translation></message>
<message><source>中心已收到的，下次同步会重新取回。</source><translation>What the centre has received comes again with the next sync. </translation></message>
<message><source>中心已收，待确认</source><translation>At the centre, not confirmed yet</translation></message>
<message><source>中心已核对</source><translation>Checked by the centre</translation></message>
<message><source>中心找不到这个文件的去处。内容仍在本机，可以再试；仍不行请联系管理员。</source><translation>The centre does not know where this file belongs. Its content is still here: try again, and tell the administrator if that does not help.</translation></message>
<message><source>中心拒绝了这次请求。内容保留在本机。</source><translation>The centre refused this request. Your work stays on this device.</translation></message>
<message><source>中心收到过的留痕在本机不见了</source><translation>lines that the centre has are gone from this tablet</translation></message>
<message><source>中心服务</source><translation>the centre</translation></message>
<message><source>中心正忙，{:.0f} 秒后再试。内容都已保存。</source><translation>The centre is busy; try again in {:.0f} s. Everything is saved.</translation></message>
<message><source>中心没有接受这个文件。内容仍在本机，可以再试；仍不行请联系管理员。</source><translation>The centre did not take this file. Its content is still here: try again, and tell the administrator if that does not help.</translation></message>
<message><source>中心没有接受这次请求（{}）。内容保留在本机，请联系管理员。</source><translation>The centre did not accept this request ({}). Your work stays on this device; please ask the administrator.</translation></message>
<message><source>中心没有接受（{}）；请升级程序后再试</source><translation>the centre did not take it ({}); update the program and try again</translation></message>
<message><source>中心没有收下：{}。内容仍在本机，每次同步会再送一次；仍不行的，请移交人用他的平板联网同步，他那边的记录照常送达。</source><translation>The centre did not take it: {}. It stays on this device and goes again with each sync; if that does not help, let whoever handed it over sync his own device, which sends the same records.</translation></message>
<message><source>中心没有这个人的有效账号，或设备已换人，没有收下任何内容。请先联系管理员</source><translation>The centre has no valid account of this person, or the device is another's now; nothing was taken. Ask the administrator</translation></message>
<message><source>中心没有这个工单，可能尚未受理或已移交；请先同步，仍无的请与营业厅核对工单</source><translation>the centre has no such case: not taken in yet, or handed on; synchronise, then check with the service hall</translation></message>
<message><source>中心的{0}（{1}）现在不能使用，请检查地址、密码与权限后再启动。</source><translation>The centre's {0} ({1}) cannot be used now. Check address, password and rights, then start again.</translation></message>
<message><source>中心的数据恢复过，这个文件对不上。内容都在，请先联网同步一次</source><translation>The centre was restored, so this file does not fit. Everything is still here; sync online once</translation></message>
<message><source>中心还有更多内容，请联网同步，或再用 U 盘交换一次。</source><translation>The centre has more: sync online, or exchange by stick once more.</translation></message>
<message><source>中心还有未销号的严重缺陷，结论不能为合格；请先复检销号，或按整改出具结论</source><translation>grave defects are still open at the centre, so it cannot pass; look at them again first, or conclude with rectification</translation></message>
<message><source>中心还没有下发规则包；有新规则时会随同步取得。</source><translation>The centre has sent no rules yet; new ones come with the sync.</translation></message>
<message><source>中心还没有这次办理的记录或签齐的单据；请保持联网，单据上传后下次同步自动重新提交</source><translation>the centre does not hold the record or the fully signed paper yet; stay online, it is sent again with the next exchange once the paper is up</translation></message>
<message><source>中心退回：{}。内容仍在本机：请打开工单改好，改后自动重发；原因已消除的，可直接再发一次。</source><translation>Refused by the centre: {}. It is still on this tablet: open the case and put it right, it is sent again by itself; if the reason is gone, send it again as it is.</translation></message>
<message><source>中心退回：{}。记下的经过不能改：原因已消除的，可再发一次；不该发的，写明原因作废，再到工单里按实际重新记录。作废会留痕，中心可见。</source><translation>The centre returned it: {}. What was noted cannot be changed: send it again if the cause is gone; if it should not have been noted, say why and set it aside, then note what really happened. That stays in the trail, and the centre sees it.</translation></message>
<message><source>中性点不接地或经消弧线圈接地：三相三线，两台 CT、V/v 接线 PT；低电阻或直接接地：三相四线，三台 CT、Y/y 接线 PT</source><translation>Neutral isolated or earthed over a coil: three wires, two CT, VT in V/v; earthed over a low resistance or solidly: four wires, three CT, VT in Y/y</translation></message>
<message><source>中性点接地引下线双根与螺栓</source><translation>Neutral earthed by two leads</translation></message>
<message><source>中性线电流</source><translation>Neutral current</translation></message>
<message><source>中性线电流占比</source><translation>Share of neutral current</translation></message>
<message><source>中性线电流（各相功率因数相同）</source><translation>Neutral current (equal power factors)</translation></message>
<message><source>中文</source><translation>中文</translation></message>
<message><source>中欧时间（有夏令时）</source><translation>Central Europe (with summer time)</translation></message>
<message><source>中止计时</source><translation>Clock suspended</translation></message>
<message><source>中间接头位置、固定、防火隔板</source><translation>Joint location, support, fire barrier</translation></message>
<message><source>中间检查</source><translation>Interim inspection</translation></message>
<message><source>中间检查前</source><translation>Before the interim inspection</translation></message>
<message><source>中间检查意见</source><translation>Interim inspection opinion</translation></message>
<message><source>中间检查意见单</source><translation>Interim inspection opinion</translation></message>
<message><source>中间检查检查表</source><translation>Interim inspection checklist</translation></message>
<message><source>中间检查缺陷已闭环</source><translation>Intermediate-inspection defects closed</translation></message>
<message><source>中频感应炉（带补偿/变频）</source><translation>medium-frequency induction furnace</translation></message>
<message><source>串口 {0} 不支持 {1}。请核对波特率和校验位。</source><translation>The serial port {0} does not support {1}. Check baud rate and parity.</translation></message>
<message><source>串口 {0} 正被别的程序占用。请先关闭那个程序再试。</source><translation>Another program uses the serial port {0}. Close that program first, then try again.</translation></message>
<message><source>临时性重要</source><translation>Important, temporary</translation></message>
<message><source>为什么在纸上签</source><translation>Why on a print</translation></message>
<message><source>主供</source><translation>Primary</translation></message>
<message><source>主变压器</source><translation>Transformers</translation></message>
<message><source>主变压器容量合计与核定容量不一致</source><translation>Transformers do not add up to the capacity confirmed</translation></message>
<message><source>主回路电阻</source><translation>Main-circuit resistance</translation></message>
<message><source>主接线</source><translation>Main wiring</translation></message>
<message><source>主接线与运行方式</source><translation>Main wiring and operation</translation></message>
<message><source>主机:端口</source><translation>Host:port</translation></message>
<message><source>主管</source><translation>Supervisor</translation></message>
<message><source>主绝缘电阻</source><translation>Core insulation</translation></message>
<message><source>主绝缘电阻（最小相）</source><translation>Main insulation resistance (lowest phase)</translation></message>
<message><source>主要电气设备一览表</source><translation>List of main equipment</translation></message>
<message><source>主要电缆、钢材、管材合格证及进场检验</source><translation>Material certificates and site inspection</translation></message>
<message><source>乘倍率 {}</source><translation>times {}</translation></message>
<message><source>了解办理进度</source><translation>Knew the progress</translation></message>
<message><source>二次压降</source><translation>Secondary voltage drop</translation></message>
<message><source>二次回路绝缘</source><translation>Secondary insulation</translation></message>
<message><source>二次回路绝缘电阻</source><translation>secondary circuit insulation</translation></message>
<message><source>二次导线截面</source><translation>Wire section</translation></message>
<message><source>二次负荷占额定</source><translation>Burden fraction</translation></message>
<message><source>二级</source><translation>Class 2</translation></message>
<message><source>二级重要</source><translation>Important, grade 2</translation></message>
<message><source>二象限无功总电能</source><translation>Reactive energy, quadrant 2</translation></message>
<message><source>互为备用</source><translation>Mutual standby</translation></message>
<message><source>互感器二次单点接地、CT不开路、VT不短路</source><translation>Secondary earthed once, CT not open, VT not shorted</translation></message>
<message><source>互感器二次实际负荷占额定</source><translation>actual burden / rated burden</translation></message>
<message><source>互感器检定已过有效期</source><translation>The verification of the CT or VT has run out</translation></message>
<message><source>互感器检定有效期至</source><translation>CT and VT verified until</translation></message>
<message><source>互感器精度</source><translation>Accuracy of the transformers</translation></message>
<message><source>互感器绝缘电阻</source><translation>CT/VT insulation</translation></message>
<message><source>五防联锁</source><translation>Five-prevention interlocks</translation></message>
<message><source>交底、仪器、意见</source><translation>Briefing, instruments, opinion</translation></message>
<message><source>交接时还缺：{}</source><translation>Missing at hand-over: {}</translation></message>
<message><source>交接试验报告由有资质单位出具并盖章</source><translation>Commissioning test report stamped</translation></message>
<message><source>交接试验项目齐全、结论合格</source><translation>Handover tests complete and passed</translation></message>
<message><source>交流失电切换与告警</source><translation>AC fail transfer and alarm</translation></message>
<message><source>交流慢充桩</source><translation>AC slow chargers</translation></message>
<message><source>交流耐压</source><translation>AC withstand</translation></message>
<message><source>交流耐压试验合格（见报告）</source><translation>AC withstand passed</translation></message>
<message><source>产权分界点</source><translation>Ownership boundary</translation></message>
<message><source>产权分界点与分界开关位置</source><translation>Ownership boundary and boundary switch position</translation></message>
<message><source>产权分界点已现场确认</source><translation>Boundary confirmed on site</translation></message>
<message><source>产权分界点未确认，不能送电</source><translation>The boundary is not confirmed</translation></message>
<message><source>人员与安全</source><translation>People and safety</translation></message>
<message><source>仅新增设备</source><translation>only what comes new</translation></message>
<message><source>仅法律法规要求的高耗能等项目</source><translation>only projects that the law names</translation></message>
<message><source>今天到期</source><translation>Due today</translation></message>
<message><source>今天没有分派给您的工单。联网同步后，新工单会出现在这里。</source><translation>No cases for you today. New ones appear here after a sync.</translation></message>
<message><source>今日</source><translation>Today</translation></message>
<message><source>从中心取回</source><translation>Fetch from the centre</translation></message>
<message><source>从何时起，如 2026-11-20 00:00</source><translation>From, such as 2026-11-20 00:00</translation></message>
<message><source>从名单中选同事；名单之外的人写姓名</source><translation>Choose a colleague from the list; type the name of anybody else</translation></message>
<message><source>从备份恢复</source><translation>Restore from backup</translation></message>
<message><source>从头核对</source><translation>Check from the start</translation></message>
<message><source>从开始到结束超过一天（约 {0} 小时）</source><translation>More than a day from beginning to end (about {0} hours)</translation></message>
<message><source>从电表读出后按负荷文件导入；时间以电表时钟为准。</source><translation>What is read goes on as a load file; times are those of the meter's clock.</translation></message>
<message><source>代入：{}</source><translation>Put in: {}</translation></message>
<message><source>以下情况看起来不寻常。不影响出具意见单，请各写一句说明。</source><translation>This looks unusual. It does not keep the opinion from being issued; please say a word on each.</translation></message>
<message><source>以内</source><translation>or less</translation></message>
<message><source>以加急换取选用单位</source><translation>Offers speed for a choice</translation></message>
<message><source>以后</source><translation>Later</translation></message>
<message><source>以往工单</source><translation>Earlier case</translation></message>
<message><source>以检验结果相要挟</source><translation>Threatens with the inspection</translation></message>
<message><source>仪器、意见</source><translation>Instruments, opinion</translation></message>
<message><source>仪器及编号</source><translation>Instrument and its number</translation></message>
<message><source>仪器名称</source><translation>Instrument</translation></message>
<message><source>仪器标记可疑</source><translation>Doubted by the instrument</translation></message>
<message><source>仪器标记可疑的 {0} 个时段没有统计</source><translation>{0} intervals that the instrument doubted are left out</translation></message>
<message><source>仪器的质量标志不为正常</source><translation>the instrument's quality flag is not good</translation></message>
<message><source>仪器编号</source><translation>Instrument</translation></message>
<message><source>仪表</source><translation>Instrument</translation></message>
<message><source>仪表地址，1 到 247</source><translation>Address, 1 to 247</translation></message>
<message><source>仪表没有此项</source><translation>the instrument does not have it</translation></message>
<message><source>仪表直读 · {0} {1}（{2}，{3}）</source><translation>Read by instrument · {0} {1} ({2}, {3})</translation></message>
<message><source>仪表要求密码</source><translation>the instrument wants a password</translation></message>
<message><source>任何网络</source><translation>Any network</translation></message>
<message><source>份数</source><translation>Copies</translation></message>
<message><source>休息日</source><translation>Days off</translation></message>
<message><source>会签</source><translation>Co-signers</translation></message>
<message><source>会签人</source><translation>Name</translation></message>
<message><source>会签部门不齐；请补齐规定部门的会签后再批准</source><translation>not all departments have co-signed; get the rest, then approve</translation></message>
<message><source>位置</source><translation>Location</translation></message>
<message><source>低供低计</source><translation>LV supply and metering</translation></message>
<message><source>低压供电方案答复单</source><translation>Scheme reply (low voltage)</translation></message>
<message><source>低压供电方案自答复之日起至少有效 3 个月，请填不早于该日的日期</source><translation>A low-voltage scheme holds for at least 3 months from the reply; give that day or a later one</translation></message>
<message><source>低压客户不做中间检查</source><translation>there is no interim inspection at low voltage</translation></message>
<message><source>低压客户不审查设计文件</source><translation>designs of low-voltage customers are not reviewed</translation></message>
<message><source>低压客户没有自己的受电工程</source><translation>the low-voltage customer has no works of his own</translation></message>
<message><source>低压屏前操作通道</source><translation>LV aisle</translation></message>
<message><source>低压柜及馈线绝缘</source><translation>LV insulation</translation></message>
<message><source>低压母线三相短路电流</source><translation>Three-phase current at the low-voltage bus</translation></message>
<message><source>低压现场勘查单</source><translation>Site survey (low voltage)</translation></message>
<message><source>低压线路</source><translation>Low-voltage lines</translation></message>
<message><source>低压线路末端计算电压降</source><translation>Calculated LV voltage drop at far end</translation></message>
<message><source>低压线路校验</source><translation>Low-voltage lines</translation></message>
<message><source>低压线路电压损失</source><translation>Voltage drop of low-voltage lines</translation></message>
<message><source>低压配电装置及馈线绝缘电阻</source><translation>LV assembly and feeder insulation</translation></message>
<message><source>低压非居民</source><translation>LV non-residential</translation></message>
<message><source>余量 {0} %</source><translation>{0} % of room</translation></message>
<message><source>作废未送达的经过</source><translation>Refused event set aside</translation></message>
<message><source>作废的原因</source><translation>Why it is set aside</translation></message>
<message><source>作废这一条</source><translation>Set this aside</translation></message>
<message><source>使用联系方式进行满意度回访</source><translation>Contact for the follow-up call</translation></message>
<message><source>例如 U12∠0°，U32∠300°，I1∠35°，I3∠155°</source><translation>For instance U12∠0°, U32∠300°, I1∠35°, I3∠155°</translation></message>
<message><source>例如 {}</source><translation>for example {}</translation></message>
<message><source>例如：当日已当面送达，次日补录</source><translation>for example: handed over in person that day, entered the day after</translation></message>
<message><source>供用电合同</source><translation>Supply contract</translation></message>
<message><source>供用电合同、调度协议已签</source><translation>Supply contract and dispatch agreement signed</translation></message>
<message><source>供用电合同签订</source><translation>Supply contract signed</translation></message>
<message><source>供用电合同编号</source><translation>Contract number</translation></message>
<message><source>供电企业与客户各自投资建设的范围，以产权分界点为界</source><translation>Who builds and pays for what, divided at the ownership boundary</translation></message>
<message><source>供电企业内部盖章证明</source><translation>Proofs with a seal of the utility itself</translation></message>
<message><source>供电企业各环节办理时限以公开承诺为准，可通过网上国网或 95598 查询办理进度。</source><translation>Time limits and progress can be asked for at 95598 or online.</translation></message>
<message><source>供电企业已有或可以共享取得的材料不得要求客户提供，请删去该行</source><translation>What is held already is not asked for</translation></message>
<message><source>供电企业已有或可共享</source><translation>Held already or shared</translation></message>
<message><source>供电企业已经持有的证明</source><translation>Proofs that the utility holds already</translation></message>
<message><source>供电企业环节合计</source><translation>Utility stages in total</translation></message>
<message><source>供电企业留存</source><translation>Utility copy</translation></message>
<message><source>供电容量</source><translation>Capacity</translation></message>
<message><source>供电方案仍在有效期内，不能按逾期失效办理；请待有效期届满</source><translation>the scheme still holds, so it has not expired; wait for its last day</translation></message>
<message><source>供电方案制定</source><translation>Supply scheme drafting</translation></message>
<message><source>供电方案客户意见</source><translation>The customer's opinion of the supply scheme</translation></message>
<message><source>供电方案尚未批准；请待批准后再答复</source><translation>the scheme is not approved yet; reply once it is</translation></message>
<message><source>供电方案已过有效期，请核实是否已办理延期</source><translation>The scheme has run out; make sure that it was extended</translation></message>
<message><source>供电方案延期申请</source><translation>Scheme extension request</translation></message>
<message><source>供电方案批准</source><translation>Scheme approved</translation></message>
<message><source>供电方案有效期</source><translation>Scheme validity</translation></message>
<message><source>供电方案第 {} 版：{}，电源 {}</source><translation>Supply scheme, version {}: {}, source {}</translation></message>
<message><source>供电方案答复</source><translation>Supply scheme reply</translation></message>
<message><source>供电方案答复单</source><translation>Supply scheme reply</translation></message>
<message><source>供电方案答复单编号</source><translation>Number of the reply</translation></message>
<message><source>供电方案自答复之日起至少有效 {0} 个月（高压）或 {1} 个月（低压）；请改填有效期</source><translation>a scheme holds for at least {0} months (high voltage) or {1} months (low voltage) from its reply; correct the day</translation></message>
<message><source>供电方案退回</source><translation>Scheme returned</translation></message>
<message><source>供电方案送审</source><translation>Scheme submitted for approval</translation></message>
<message><source>供电方案逾期失效</source><translation>The scheme has run out</translation></message>
<message><source>供电服务中心</source><translation>Service centre</translation></message>
<message><source>供电电压</source><translation>Voltage</translation></message>
<message><source>供电电压偏差</source><translation>supply voltage deviation</translation></message>
<message><source>供电电压建议</source><translation>Supply voltage, proposed</translation></message>
<message><source>供电电源</source><translation>Source of supply</translation></message>
<message><source>供电电源与接入点</source><translation>Source and connection point</translation></message>
<message><source>供电简图</source><translation>Sketch</translation></message>
<message><source>供电营业规则（2024），省级规定优先</source><translation>Rules of supply (2024); the province goes first</translation></message>
<message><source>依据</source><translation>Basis</translation></message>
<message><source>依据（标准或方案条款）</source><translation>Basis (clause of standard or scheme)</translation></message>
<message><source>依据，如客户书面申请的编号或内容</source><translation>Evidence, such as the number or words of the customer's letter</translation></message>
<message><source>依据：{}</source><translation>Basis: {}</translation></message>
<message><source>保存</source><translation>Save</translation></message>
<message><source>保存记录</source><translation>Save entry</translation></message>
<message><source>保存诊断文件</source><translation>Save diagnostic file</translation></message>
<message><source>保安</source><translation>Security load</translation></message>
<message><source>保安负荷</source><translation>Security load</translation></message>
<message><source>保安负荷清单与容量</source><translation>Vital (security) load list and kW</translation></message>
<message><source>保护、二次与直流</source><translation>Protection, secondary, DC</translation></message>
<message><source>保护动作值与整定单偏差</source><translation>protection pickup vs setting sheet</translation></message>
<message><source>保护动作值误差</source><translation>Pickup deviation</translation></message>
<message><source>保护板超出电缆两侧</source><translation>cover plate overhang each side</translation></message>
<message><source>保护盖板覆盖宽度</source><translation>Cover plates overhang</translation></message>
<message><source>保护管内径与电缆外径比</source><translation>conduit inner diameter / cable outer diameter</translation></message>
<message><source>保护管内径比</source><translation>Pipe inner/cable outer diameter</translation></message>
<message><source>保护装置</source><translation>Protection relay</translation></message>
<message><source>保留</source><translation>Keep</translation></message>
<message><source>修改整改情况</source><translation>Change the report</translation></message>
<message><source>修改缺陷</source><translation>Change defect</translation></message>
<message><source>倍率</source><translation>Multiplier</translation></message>
<message><source>倍率前后不一致</source><translation>the multiplier changes within the file</translation></message>
<message><source>值得看的时刻</source><translation>Moments worth a look</translation></message>
<message><source>值班人员数量与联系方式</source><translation>Duty staff</translation></message>
<message><source>倾斜角</source><translation>Tilt</translation></message>
<message><source>偏大</source><translation>large</translation></message>
<message><source>偏小</source><translation>small</translation></message>
<message><source>停止</source><translation>Stop</translation></message>
<message><source>停止分析</source><translation>Stop analysing</translation></message>
<message><source>停止并暂停</source><translation>Stop and pause</translation></message>
<message><source>停止读取</source><translation>Stop reading</translation></message>
<message><source>偶 E</source><translation>Even E</translation></message>
<message><source>偶次谐波电压含有率</source><translation>even harmonic voltage ratio</translation></message>
<message><source>储能</source><translation>Storage</translation></message>
<message><source>像哪类用户</source><translation>Kind of user</translation></message>
<message><source>允许 {0} A</source><translation>permitted {0} A</translation></message>
<message><source>允许 {0} A，余量 {1} %</source><translation>permitted {0} A, margin {1} %</translation></message>
<message><source>允许 {0} A，超出 {1} %</source><translation>permitted {0} A, {1} % above</translation></message>
<message><source>允许停电时间</source><translation>Permitted outage time per vital load</translation></message>
<message><source>充换电设施</source><translation>EV charging</translation></message>
<message><source>先加入中心，才能同步</source><translation>Join the centre first</translation></message>
<message><source>先打印</source><translation>Print first</translation></message>
<message><source>先点选要移除的一行</source><translation>First choose the row to remove</translation></message>
<message><source>先登记检验仪器</source><translation>List the instrument first</translation></message>
<message><source>先重新登录，才能同步</source><translation>Sign in again first</translation></message>
<message><source>光伏</source><translation>Photovoltaic</translation></message>
<message><source>全国建筑市场监管公共服务平台（四库一平台）</source><translation>MOHURD construction market register</translation></message>
<message><source>全年</source><translation>All year</translation></message>
<message><source>全年实测</source><translation>measured over the whole year</translation></message>
<message><source>全过程办电</source><translation>Whole process</translation></message>
<message><source>全部</source><translation>All</translation></message>
<message><source>全部 {} 路</source><translation>All {} channels</translation></message>
<message><source>全部可行的供电电压</source><translation>All possible supply voltages</translation></message>
<message><source>全部环节</source><translation>All stages</translation></message>
<message><source>全部缺陷已一次性告知</source><translation>All defects told at once</translation></message>
<message><source>全长偏差</source><translation>Deviation over full length</translation></message>
<message><source>公共平台查询；查不到时才要复印件</source><translation>from the public register; a copy only where it is not found there</translation></message>
<message><source>公共平台核验结果</source><translation>Result of the public query</translation></message>
<message><source>公共服务</source><translation>Public services</translation></message>
<message><source>公共连接点供电设备容量</source><translation>Capacity that supplies the PCC</translation></message>
<message><source>公式：{}</source><translation>Formula: {}</translation></message>
<message><source>公正用语检查</source><translation>Impartiality phrases</translation></message>
<message><source>共 {} 份，按原尺寸（100 %）打印，不缩放。</source><translation>Copies: {}. Printed at original size (100 %), not scaled.</translation></message>
<message><source>共用接地装置</source><translation>Shared earthing</translation></message>
<message><source>关于</source><translation>About</translation></message>
<message><source>关于 {}</source><translation>About {}</translation></message>
<message><source>关闭</source><translation>Close</translation></message>
<message><source>其中首次检验漏检 {} 条</source><translation>Missed at the first inspection: {}</translation></message>
<message><source>其他</source><translation>Other</translation></message>
<message><source>其他事项</source><translation>Other terms</translation></message>
<message><source>其他仪器</source><translation>Other instrument</translation></message>
<message><source>其他分接最大误差</source><translation>Largest error at other taps</translation></message>
<message><source>其他分接电压比</source><translation>Ratio other taps</translation></message>
<message><source>其他分接电压比误差</source><translation>ratio error at other taps</translation></message>
<message><source>其他原因</source><translation>Another reason</translation></message>
<message><source>其他政府公共查询平台</source><translation>Another public government register</translation></message>
<message><source>其他民营经济组织</source><translation>Other private organisation</translation></message>
<message><source>其他部门的回执</source><translation>Receipts of other departments</translation></message>
<message><source>其身份</source><translation>Role</translation></message>
<message><source>具备报验条件</source><translation>Ready for inspection</translation></message>
<message><source>具备接电条件</source><translation>Ready to energise</translation></message>
<message><source>典型日</source><translation>Typical days</translation></message>
<message><source>典型日（{0}）</source><translation>Typical day ({0})</translation></message>
<message><source>内容改了但版本号没有改</source><translation>a file has changed but not its version</translation></message>
<message><source>内容被改动过</source><translation>its content was changed</translation></message>
<message><source>内部目标</source><translation>Our own aim</translation></message>
<message><source>再发一次</source><translation>Send again</translation></message>
<message><source>再次传送文件</source><translation>Try a file again</translation></message>
<message><source>再次发送</source><translation>Send again</translation></message>
<message><source>再次告知的原因</source><translation>Why again</translation></message>
<message><source>再次索要材料</source><translation>Material asked for again</translation></message>
<message><source>再试一次</source><translation>Try again</translation></message>
<message><source>写入</source><translation>Put in</translation></message>
<message><source>写入哪一栏</source><translation>Into which field</translation></message>
<message><source>写出移交文件</source><translation>Write the hand-over</translation></message>
<message><source>写出邀请</source><translation>Write an invitation</translation></message>
<message><source>写到 U 盘</source><translation>Write to a stick</translation></message>
<message><source>写明{}</source><translation>Write down: {}</translation></message>
<message><source>写明危险所在；不出具意见，条件具备后再次到场</source><translation>Say what the danger is; no opinion is issued, and the site is visited again when it is safe</translation></message>
<message><source>写明原因和处理：整改，或另行变更方案</source><translation>say why and what follows: put right, or a change of the scheme</translation></message>
<message><source>写明缺陷</source><translation>Describe defect</translation></message>
<message><source>农业</source><translation>Agriculture</translation></message>
<message><source>农业生产</source><translation>Agricultural</translation></message>
<message><source>农业（农场）</source><translation>farm</translation></message>
<message><source>农田</source><translation>Farmland</translation></message>
<message><source>冬</source><translation>Winter</translation></message>
<message><source>冲击</source><translation>Impact</translation></message>
<message><source>冲击、波动、单相大负荷（焊机、轧机、电铁）</source><translation>Impact, fluctuating or single-phase loads</translation></message>
<message><source>冲击合闸次数</source><translation>Number of energisations</translation></message>
<message><source>冲击合闸次数不少于</source><translation>Energisations wanted</translation></message>
<message><source>冲击合闸次数不足，不能投运</source><translation>Not switched on often enough</translation></message>
<message><source>冷冻机组</source><translation>chillers</translation></message>
<message><source>准确度</source><translation>Accuracy</translation></message>
<message><source>准确度等级不低于</source><translation>Classes wanted</translation></message>
<message><source>出具意见单</source><translation>Paper issued</translation></message>
<message><source>出厂值</source><translation>Factory value</translation></message>
<message><source>出厂值（20 ℃）</source><translation>Factory value (20 ℃)</translation></message>
<message><source>出厂温度</source><translation>Factory temperature</translation></message>
<message><source>出厂编号</source><translation>Serial number</translation></message>
<message><source>出现了没有预料到的情况。内容都已保存。</source><translation>Something unexpected happened. Everything is saved.</translation></message>
<message><source>出现了没有预料到的错误，已记入日志。内容都已保存，请重试。</source><translation>Something unexpected went wrong and was logged. Everything is saved; please try again.</translation></message>
<message><source>出示或送达时间</source><translation>Shown at</translation></message>
<message><source>出示时间不能晚于今天</source><translation>It cannot be shown in the future</translation></message>
<message><source>击穿电压平均值</source><translation>Mean breakdown voltage</translation></message>
<message><source>分三相</source><translation>by phase</translation></message>
<message><source>分体/多联空调</source><translation>split or VRF air conditioning</translation></message>
<message><source>分号</source><translation>semicolon</translation></message>
<message><source>分工</source><translation>Duty</translation></message>
<message><source>分布式电源或储能接入意向</source><translation>Distributed generation or storage intended</translation></message>
<message><source>分接位置与电压匹配、三相一致</source><translation>Tap position set</translation></message>
<message><source>分期投产计划与远期容量</source><translation>Phasing plan and ultimate capacity</translation></message>
<message><source>分析</source><translation>Analysis</translation></message>
<message><source>分析进度</source><translation>Progress of the analysis</translation></message>
<message><source>分级依据</source><translation>Basis of the class</translation></message>
<message><source>分闸最低动作电压</source><translation>Trip coil minimum voltage</translation></message>
<message><source>分闸线圈动作电压</source><translation>shunt trip coil operating voltage</translation></message>
<message><source>分隔符</source><translation>Delimiter</translation></message>
<message><source>切换方式</source><translation>Changeover</translation></message>
<message><source>切断时间</source><translation>Disconnection time</translation></message>
<message><source>刚刚</source><translation>just now</translation></message>
<message><source>利用原有</source><translation>Existing one</translation></message>
<message><source>到场与安全</source><translation>Arrival and safety</translation></message>
<message><source>到场时间</source><translation>Arrived</translation></message>
<message><source>到场时间早于约定日期 {0}</source><translation>Begun before the day that was agreed on, {0}</translation></message>
<message><source>到场未能进行</source><translation>Visit in vain</translation></message>
<message><source>制表符</source><translation>tab</translation></message>
<message><source>制造厂规定值</source><translation>Manufacturer's value</translation></message>
<message><source>前一天</source><translation>Day before</translation></message>
<message><source>前面的计算</source><translation>reckoned above</translation></message>
<message><source>前面缺了留痕</source><translation>lines before it are missing</translation></message>
<message><source>剩 {} 个工作日</source><translation>{} WD left</translation></message>
<message><source>剩 {} 天</source><translation>{} days left</translation></message>
<message><source>剩余电流保护动作时间</source><translation>RCD trip time</translation></message>
<message><source>剩余电流动作时间（IΔn）</source><translation>RCD trip time at rated residual current</translation></message>
<message><source>剩余空间太少，不再收照片和文件，好让文字还能保存。请清理空间后再试，之前的内容都在。</source><translation>Too little room is left: no more photos and files are taken in, so that words can still be saved. Make room and try again; all earlier work is there.</translation></message>
<message><source>力调电费功率因数标准</source><translation>power-factor tariff standard</translation></message>
<message><source>办公插座</source><translation>office sockets</translation></message>
<message><source>办公照明</source><translation>office lighting</translation></message>
<message><source>办理中</source><translation>Under way</translation></message>
<message><source>办理中止</source><translation>Suspend the clocks</translation></message>
<message><source>办理人员：{}</source><translation>People on the case: {}</translation></message>
<message><source>办理及时</source><translation>In time</translation></message>
<message><source>办理恢复</source><translation>Let the clocks go on</translation></message>
<message><source>办理时限</source><translation>Time limits</translation></message>
<message><source>办理流程与时限</source><translation>Steps and time limits</translation></message>
<message><source>办理流程的规定</source><translation>Policy of the process</translation></message>
<message><source>办理流程：申请受理、供电方案答复、受电工程实施、装表接电四个环节。</source><translation>Steps: apply, scheme reply, works, connect.</translation></message>
<message><source>办理流程：申请受理、外线工程施工、装表接电三个环节。</source><translation>Steps: apply, external works, connect.</translation></message>
<message><source>办理流程：申请受理、装表接电两个环节。</source><translation>Steps: apply, connect.</translation></message>
<message><source>办理环节</source><translation>Stages of the process</translation></message>
<message><source>办理用电所必需的信息依法处理，不以同意上列各项为条件；证件号码加密保存、脱敏显示；信息在境内保存，期限届满后删除。</source><translation>What the connection needs is processed by law and does not depend on the items above; numbers are encrypted and masked.</translation></message>
<message><source>功率因数</source><translation>Power factor</translation></message>
<message><source>功率因数考核标准</source><translation>Power factor assessed</translation></message>
<message><source>功率因数要求</source><translation>Power factor required</translation></message>
<message><source>加入</source><translation>Add</translation></message>
<message><source>加入照片</source><translation>Photo added</translation></message>
<message><source>加压时间</source><translation>Duration</translation></message>
<message><source>加权功率因数</source><translation>Weighted power factor</translation></message>
<message><source>加权功率因数 {0}</source><translation>weighted power factor {0}</translation></message>
<message><source>加查一项</source><translation>Look at one more item</translation></message>
<message><source>加查这一项</source><translation>Add this item</translation></message>
<message><source>加热除湿、照明、泄压通道</source><translation>Heater, light, relief channel</translation></message>
<message><source>动作时间</source><translation>Operating time</translation></message>
<message><source>勘查</source><translation>Survey</translation></message>
<message><source>勘查人员</source><translation>Surveyor</translation></message>
<message><source>勘查单与客户类别不符；请按高压或低压重新填写相应的勘查单</source><translation>the survey form does not fit the customer class; fill the one for high or low voltage</translation></message>
<message><source>勘查安全与照片</source><translation>Safety and photos</translation></message>
<message><source>勘查安全与结论</source><translation>Safety and conclusion</translation></message>
<message><source>勘查已确定的内容不能直接更改；请按变更客户类别的程序办理</source><translation>what the survey fixed is not changed directly; go by way of a reclassification</translation></message>
<message><source>勘查意见</source><translation>Survey opinion</translation></message>
<message><source>勘查未能进行</source><translation>Survey could not take place</translation></message>
<message><source>勘查确定没有外线工程</source><translation>the survey found no external works</translation></message>
<message><source>勘查结论</source><translation>Result</translation></message>
<message><source>勘验通</source><translation>Kanyan</translation></message>
<message><source>勘验通 U 盘文件 (*.kstick)</source><translation>Kanyan stick files (*.kstick)</translation></message>
<message><source>勘验通 — {}</source><translation>Kanyan — {}</translation></message>
<message><source>勘验通已经在运行，请切换到已打开的窗口。</source><translation>Kanyan is running already; please switch to its window.</translation></message>
<message><source>北京时间（UTC+8，无夏令时）</source><translation>Beijing time (UTC+8, no summer time)</translation></message>
<message><source>医院照明</source><translation>hospital lighting</translation></message>
<message><source>十二个审查项目每项填一行</source><translation>Each of the twelve items has one row</translation></message>
<message><source>十字线所在的窗</source><translation>The window that the crosshair is in</translation></message>
<message><source>升级数据库时核对不符（{0}：原有 {1} 条，升级后 {2} 条），已全部退回，没有丢失。请继续用原来的版本，并联系管理员。</source><translation>The upgrade of the database did not check out ({0}: {1} before, {2} after); all of it was undone and nothing is lost. Go on with the earlier version and call your administrator.</translation></message>
<message><source>单个用户引起的不平衡度</source><translation>unbalance caused by one user</translation></message>
<message><source>单价</source><translation>Unit price</translation></message>
<message><source>单位</source><translation>Unit</translation></message>
<message><source>单位与申请容量相同</source><translation>In the unit of the capacity applied for</translation></message>
<message><source>单位名称</source><translation>Name of the unit</translation></message>
<message><source>单位类别</source><translation>Kind of unit</translation></message>
<message><source>单台不适合时增加台数；互为备用时每台能带全部一、二级负荷</source><translation>more where one does not do; standing in for each other, each carries all vital load</translation></message>
<message><source>单台功率</source><translation>Rated power</translation></message>
<message><source>单台功率与铭牌 kVA × cosφ 不符</source><translation>The power does not fit the nameplate's kVA and the power factor</translation></message>
<message><source>单台功率与铭牌马力换算不符（1 马力 = 0.7355 kW）</source><translation>The power does not fit the horsepower of the nameplate</translation></message>
<message><source>单台容量</source><translation>Capacity each</translation></message>
<message><source>单周波电压（V）</source><translation>Voltage of single cycles (V)</translation></message>
<message><source>单周波电流（A）</source><translation>Current of single cycles (A)</translation></message>
<message><source>单头手动弧焊变压器</source><translation>single-operator arc welding transformer</translation></message>
<message><source>单头直流弧焊机</source><translation>single-operator DC welder</translation></message>
<message><source>单据</source><translation>Forms</translation></message>
<message><source>单据 (*.pdf);;所有文件 (*)</source><translation>Papers (*.pdf);;All files (*)</translation></message>
<message><source>单据在您阅读之后有了新的签字或版本；请重新打开，阅至末页后再签字</source><translation>The paper has had another signature or version since you read it; open it again and read it to its end before you sign</translation></message>
<message><source>单据在打印之后有了新的签字；请重新打印，再在纸上签</source><translation>The paper has a new signature since it was printed; print it again and have that signed</translation></message>
<message><source>单据文件里有读者看不见或会自行变化的内容，不能签字；请返回修改，重新出具</source><translation>The file holds something that cannot be seen or changes by itself, so it cannot be signed; go back and issue it anew</translation></message>
<message><source>单据版式</source><translation>Layout of papers</translation></message>
<message><source>单母线</source><translation>Single busbar</translation></message>
<message><source>单母线分段</source><translation>Sectionalised single busbar</translation></message>
<message><source>单电源</source><translation>Single source</translation></message>
<message><source>单相</source><translation>Single-phase</translation></message>
<message><source>单相 220 V 设备超过 12 kW，请核对（旧规则为 10 kW）</source><translation>A single-phase device above 12 kW</translation></message>
<message><source>单相不平衡部分占三相设备</source><translation>Unbalanced single-phase part of three-phase power</translation></message>
<message><source>单相供电一般不超过 12 kW（供电营业规则，以当地规定为准）</source><translation>Single phase is usually up to 12 kW</translation></message>
<message><source>单相设备一般为 220 V</source><translation>Single-phase equipment is usually 220 V</translation></message>
<message><source>单相设备的电压应为 220 V</source><translation>Single-phase equipment runs at 220 V</translation></message>
<message><source>单相设备等效三相功率</source><translation>Equivalent three-phase power of single-phase loads</translation></message>
<message><source>单相负荷与少台数校核</source><translation>Single-phase loads and few machines</translation></message>
<message><source>单相负荷引起的电压不平衡</source><translation>Voltage unbalance by single-phase loads</translation></message>
<message><source>单相，直接接入</source><translation>single phase, connected directly</translation></message>
<message><source>单芯电缆三相同穿或不穿铁磁管</source><translation>Single-core cables not alone in magnetic pipe</translation></message>
<message><source>单表位</source><translation>Single meter</translation></message>
<message><source>单面</source><translation>One side</translation></message>
<message><source>占 {} %，没有当作零，曲线上为阴影</source><translation>{} %, not taken as zero, shaded on the curve</translation></message>
<message><source>占基波</source><translation>Of the fundamental</translation></message>
<message><source>占电量</source><translation>Share of energy</translation></message>
<message><source>占限值</source><translation>Share of the limit</translation></message>
<message><source>卫生用通风机</source><translation>ventilation fans</translation></message>
<message><source>危急</source><translation>Critical</translation></message>
<message><source>危急和严重缺陷还没有逐条记录客户整改情况，暂不能申请复检</source><translation>A critical or major defect has no report of the customer yet: re-inspection cannot be asked for</translation></message>
<message><source>危急或严重缺陷必须写明依据</source><translation>A critical or major defect needs its basis</translation></message>
<message><source>危险点与防护措施</source><translation>Hazards and protection</translation></message>
<message><source>厂家或品牌名</source><translation>Maker or brand</translation></message>
<message><source>厂家规定值</source><translation>Manufacturer's value</translation></message>
<message><source>厂房照明（LED）</source><translation>plant lighting</translation></message>
<message><source>历史欠费、违约用电、窃电情况已核</source><translation>Arrears and irregular-use history checked</translation></message>
<message><source>原件</source><translation>Original</translation></message>
<message><source>原单据</source><translation>The paper</translation></message>
<message><source>原单据编号</source><translation>Number of the paper</translation></message>
<message><source>原因</source><translation>Reason</translation></message>
<message><source>原因（客户陈述或现场情况）</source><translation>Reason</translation></message>
<message><source>原始 {}</source><translation>raw {}</translation></message>
<message><source>原有容量</source><translation>Existing capacity</translation></message>
<message><source>原片待传</source><translation>original waits</translation></message>
<message><source>厨房设备</source><translation>kitchen equipment</translation></message>
<message><source>去签字</source><translation>Sign</translation></message>
<message><source>参加人员中应有客户经理</source><translation>The account manager takes part</translation></message>
<message><source>参加勘查人员</source><translation>Participants</translation></message>
<message><source>参加检查人员</source><translation>Participants</translation></message>
<message><source>参加检验人员</source><translation>Participants</translation></message>
<message><source>参建单位及资质核验</source><translation>Units and their licences as checked</translation></message>
<message><source>参考：{0}</source><translation>Reference: {0}</translation></message>
<message><source>双回路供电，可来自同一变电站的不同母线段</source><translation>two circuits, which may come from different bus sections of one substation</translation></message>
<message><source>双电源/双回路来源变电站</source><translation>Substations of the two sources</translation></message>
<message><source>双电源、自备电源协议或应急预案</source><translation>Agreement on second source or own generation, or emergency plan</translation></message>
<message><source>双电源、自备电源的布置与闭锁条件符合方案</source><translation>Arrangement of second source and own generation, room for the interlock</translation></message>
<message><source>双电源切换动作与延时</source><translation>Transfer switch time</translation></message>
<message><source>双重编号、模拟线、带电显示</source><translation>Labels, mimic, live indicator</translation></message>
<message><source>双面</source><translation>Both sides</translation></message>
<message><source>双（多）电源客户须先签订调度协议</source><translation>a customer with several sources needs the dispatch agreement first</translation></message>
<message><source>反向有功尖电能</source><translation>Active energy, export, critical</translation></message>
<message><source>反向有功峰电能</source><translation>Active energy, export, peak</translation></message>
<message><source>反向有功平电能</source><translation>Active energy, export, flat</translation></message>
<message><source>反向有功总最大需量</source><translation>Maximum demand, export</translation></message>
<message><source>反向有功总电能</source><translation>Active energy, export</translation></message>
<message><source>反向有功电能</source><translation>Active energy, export</translation></message>
<message><source>反向有功谷电能</source><translation>Active energy, export, valley</translation></message>
<message><source>发展策划部</source><translation>Planning</translation></message>
<message><source>发展规划</source><translation>Planning</translation></message>
<message><source>发现新的安全问题，可加查一项；须说明是新出现还是上次漏检。</source><translation>A new hazard may be added as one more item; say whether it is new or was missed.</translation></message>
<message><source>发现留痕断开</source><translation>Break in the trail found</translation></message>
<message><source>取消</source><translation>Cancel</translation></message>
<message><source>取自政府名单</source><translation>from the government's list</translation></message>
<message><source>受理</source><translation>Accepted</translation></message>
<message><source>受理人员</source><translation>Clerk</translation></message>
<message><source>受理反馈</source><translation>Acceptance feedback</translation></message>
<message><source>受理员</source><translation>Clerk</translation></message>
<message><source>受理时</source><translation>At intake</translation></message>
<message><source>受理结果</source><translation>Request taken</translation></message>
<message><source>受电变压器</source><translation>Transformers</translation></message>
<message><source>受电变压器容量合计与供电容量不一致</source><translation>Transformers do not add up to the supply capacity</translation></message>
<message><source>受电工程开工</source><translation>Customer's works started</translation></message>
<message><source>受电工程竣工后，请报送竣工图及说明、电气试验及保护整定调试记录、施工与试验单位资质，申请竣工检验。</source><translation>After completion hand in drawings, test records and licences, and ask for the completion inspection.</translation></message>
<message><source>受电工程设计完成后，请报送设计文件审查；隐蔽工程覆盖前，请申请中间检查。</source><translation>Have the design reviewed and the concealed works inspected before they are covered.</translation></message>
<message><source>受电工程设计资料</source><translation>Design documents</translation></message>
<message><source>受电点与设备场地</source><translation>Receiving point and site</translation></message>
<message><source>受电点位置</source><translation>Receiving point</translation></message>
<message><source>受电点电压偏差（最高/最低）</source><translation>Voltage deviation at the supply point</translation></message>
<message><source>受电系统方案</source><translation>Receiving system</translation></message>
<message><source>受电设备</source><translation>Electrical equipment</translation></message>
<message><source>受电设备清单</source><translation>List of devices</translation></message>
<message><source>受阻</source><translation>Held up</translation></message>
<message><source>受阻情况（只记事实）</source><translation>What holds it up (facts only)</translation></message>
<message><source>变压器</source><translation>Transformer</translation></message>
<message><source>变压器/箱变基础水平与预埋件</source><translation>Transformer foundation level and embedded parts</translation></message>
<message><source>变压器与墙、门净距</source><translation>Transformer to wall clearance</translation></message>
<message><source>变压器与墙净距（带电运行前复测）</source><translation>Clearance</translation></message>
<message><source>变压器与门净距</source><translation>Transformer to door clearance</translation></message>
<message><source>变压器低压侧额定电流</source><translation>Rated current, low side</translation></message>
<message><source>变压器器身</source><translation>Transformer core</translation></message>
<message><source>变压器外廓与后壁侧壁净距</source><translation>transformer to rear/side wall</translation></message>
<message><source>变压器外廓与门净距</source><translation>transformer to door</translation></message>
<message><source>变压器总容量</source><translation>Total transformer capacity</translation></message>
<message><source>变压器瓦斯/温度/速断跳闸</source><translation>Gas, temperature, instantaneous trip</translation></message>
<message><source>变压器电抗</source><translation>Reactance of the transformer</translation></message>
<message><source>变压器电阻</source><translation>Resistance of the transformer</translation></message>
<message><source>变压器计算负载率</source><translation>transformer design load rate</translation></message>
<message><source>变压器负载率</source><translation>Load rate of the transformer</translation></message>
<message><source>变压器阻抗</source><translation>Impedance of the transformer</translation></message>
<message><source>变压器（能效）</source><translation>Transformers (efficiency)</translation></message>
<message><source>变比</source><translation>Ratio</translation></message>
<message><source>变比请填大于 0 的数字；直接接入填 1。</source><translation>Enter a ratio above 0; 1 where connected directly.</translation></message>
<message><source>变电站</source><translation>Substation</translation></message>
<message><source>变电站出线</source><translation>Substation feeder</translation></message>
<message><source>变频</source><translation>Variable frequency</translation></message>
<message><source>变频驱动（按被驱动机械取Kx）</source><translation>VFD drives (use driven-machine Kx)</translation></message>
<message><source>另取{}</source><translation>also {}</translation></message>
<message><source>另存为</source><translation>Save as</translation></message>
<message><source>另有 {0} 个文件（{1}）要等中心备份后才能清理。</source><translation>{0} more files ({1}) can be cleaned once a backup of the centre has them.</translation></message>
<message><source>另有 {} 个文件留待以后。</source><translation>{} files are left for later. </translation></message>
<message><source>只有“建议”等级可以免除，危急和严重缺陷须整改后复检</source><translation>only a minor one can be waived; critical and major defects are put right and re-inspected</translation></message>
<message><source>只有一行数据，看不出时间间隔</source><translation>one row only; the interval cannot be told</translation></message>
<message><source>只有合计</source><translation>total only</translation></message>
<message><source>只用于登记错了的材料；原登记和原因都留在记录里。客户的材料不合用，请用“重收”。</source><translation>Only for what was noted by mistake; entry and reason stay in the record. Where the customer's material will not do, use “Ask again”.</translation></message>
<message><source>只看图</source><translation>Picture only</translation></message>
<message><source>只记录客户自主工程的进度，不作指示，不涉及单位和价格。</source><translation>Only the progress of the customer's own works: no instructions, no units, no prices.</translation></message>
<message><source>可以供电</source><translation>Supply possible</translation></message>
<message><source>可填写的单据</source><translation>Forms that can be filled now</translation></message>
<message><source>可当场答复方案的低压客户不另行制定</source><translation>low-voltage customers may be answered on the spot</translation></message>
<message><source>可用租赁合同加业主同意书或承诺书</source><translation>lease with the owner's consent, or a commitment, will do</translation></message>
<message><source>可疑时段超过 10 %</source><translation>more than 10 % of the intervals doubted</translation></message>
<message><source>可行范围内最低的一级</source><translation>the lowest of those possible</translation></message>
<message><source>台区可开放容量</source><translation>Capacity available</translation></message>
<message><source>台区可开放容量不足，须写明外线或增容工程</source><translation>Not enough capacity; works are needed</translation></message>
<message><source>台区（配变）名称</source><translation>Transformer area</translation></message>
<message><source>台数</source><translation>Number</translation></message>
<message><source>各元件电压电流相角</source><translation>Phase angles</translation></message>
<message><source>各台设备功率之和，不含备用与消防设备</source><translation>sum over the equipment, without standby and fire equipment</translation></message>
<message><source>各式按 28 位有效数字的十进制计算，前面的结果以全部位数代入；所列数值按四舍五入取到所示位数。</source><translation>Reckoned in decimals of 28 digits, earlier results with all of them; what is shown is rounded half up.</translation></message>
<message><source>各打印一份，页边注明：</source><translation>One copy each, marked in the margin:</translation></message>
<message><source>各月</source><translation>Months</translation></message>
<message><source>各月平均与最大</source><translation>Mean and highest by month</translation></message>
<message><source>各月平均值，完整率不足一半的月不比较</source><translation>means of months; months measured by less than half are not compared</translation></message>
<message><source>各次谐波电压与限值（标称 {0} kV）</source><translation>Harmonic voltages and limits (nominal {0} kV)</translation></message>
<message><source>各相</source><translation>Each phase</translation></message>
<message><source>各相取自：{}</source><translation>Phases are taken from: {}</translation></message>
<message><source>各相，10 周波窗的平均值</source><translation>Each phase, mean of the windows of 10 cycles</translation></message>
<message><source>各省分时电价文件，待核对原文</source><translation>price documents of the provinces, still to be checked</translation></message>
<message><source>各类用户典型日负荷形状</source><translation>Day shapes of kinds of users</translation></message>
<message><source>各组无功之和</source><translation>Sum of reactive power</translation></message>
<message><source>各组有功之和</source><translation>Sum of active power</translation></message>
<message><source>各行 Kx·Pe 之和</source><translation>sum of Kx·Pe over the lines</translation></message>
<message><source>各行 Kx·Pe·tanφ 之和</source><translation>sum of Kx·Pe·tanφ over the lines</translation></message>
<message><source>合同、费用或计量尚未就绪；请先办完这三项再送电</source><translation>contract, fees or metering are not ready; settle all three before connection</translation></message>
<message><source>合同签订时</source><translation>At the contract</translation></message>
<message><source>合同签订时间</source><translation>Contract signed</translation></message>
<message><source>合并文件缺少这一部分</source><translation>the combined file lacks this part</translation></message>
<message><source>合并文件（CFF）</source><translation>Combined file (CFF)</translation></message>
<message><source>合格</source><translation>Pass</translation></message>
<message><source>合格，接近限值</source><translation>pass, near the limit</translation></message>
<message><source>合规核查编号</source><translation>Compliance case</translation></message>
<message><source>合计</source><translation>Total</translation></message>
<message><source>合闸最低动作电压</source><translation>Close coil minimum voltage</translation></message>
<message><source>合闸线圈最低动作电压</source><translation>closing coil minimum operating voltage</translation></message>
<message><source>吊车（机修、装配，Pe按ε=25%换算）</source><translation>cranes workshop (Pe at 25% duty)</translation></message>
<message><source>吊车（铸造）</source><translation>cranes foundry</translation></message>
<message><source>同一人员列了两次，须是不同的人员</source><translation>Somebody is listed twice</translation></message>
<message><source>同一单位的各路按同一比例画</source><translation>Channels of one unit are drawn to one scale</translation></message>
<message><source>同一处两人都改过，请选择</source><translation>Two people changed the same field. Please choose.</translation></message>
<message><source>同一天既休息又上班</source><translation>a day both off and worked</translation></message>
<message><source>同事移交的工单内容</source><translation>Work that a colleague handed over</translation></message>
<message><source>同型号同批平均值</source><translation>Mean of same type and batch</translation></message>
<message><source>同意</source><translation>Agrees</translation></message>
<message><source>同意采用电子签名方式并认可其效力</source><translation>Agrees to sign electronically</translation></message>
<message><source>同步</source><translation>Sync</translation></message>
<message><source>同步中</source><translation>Syncing</translation></message>
<message><source>同步中 {} %</source><translation>Syncing {} %</translation></message>
<message><source>同步：{} 件需处理</source><translation>Sync: {} to settle</translation></message>
<message><source>名称</source><translation>Name</translation></message>
<message><source>名称或文字，如 1号变压器 630 kVA</source><translation>Name or text, e.g. Transformer 1, 630 kVA</translation></message>
<message><source>名称，如 2号变压器</source><translation>Name, e.g. Transformer 2</translation></message>
<message><source>后一天</source><translation>Day after</translation></message>
<message><source>后天上午</source><translation>Morning after next</translation></message>
<message><source>向前移动</source><translation>Move back</translation></message>
<message><source>向后移动</source><translation>Move on</translation></message>
<message><source>向量图照片</source><translation>Photos of the vector diagram</translation></message>
<message><source>否</source><translation>No</translation></message>
<message><source>启动方式</source><translation>Starting</translation></message>
<message><source>启用本机</source><translation>Tablet set up</translation></message>
<message><source>吸收比</source><translation>Absorption ratio</translation></message>
<message><source>吸收比R60/R15</source><translation>absorption ratio</translation></message>
<message><source>告知</source><translation>Notice</translation></message>
<message><source>告知事项</source><translation>What you should know</translation></message>
<message><source>告知客户的步骤：</source><translation>Steps told to the customer:</translation></message>
<message><source>告知必须一次完整，请补齐后再出具</source><translation>The notice must be complete</translation></message>
<message><source>告知日期</source><translation>Issued on</translation></message>
<message><source>告知日期不能晚于今天</source><translation>It cannot be dated ahead</translation></message>
<message><source>告知环节</source><translation>Notice of</translation></message>
<message><source>咨询联系人及电话</source><translation>Contact</translation></message>
<message><source>哪一列是什么</source><translation>Which column is what</translation></message>
<message><source>哪一种单据</source><translation>Which form</translation></message>
<message><source>哪一类客户申请用电？</source><translation>Which class of customer applies?</translation></message>
<message><source>商业（商店）</source><translation>shop</translation></message>
<message><source>商场照明</source><translation>shop lighting</translation></message>
<message><source>商定的整改期限</source><translation>Put right by (agreed)</translation></message>
<message><source>四象限无功总电能</source><translation>Reactive energy, quadrant 4</translation></message>
<message><source>回到屏上签字</source><translation>Back to signing on the screen</translation></message>
<message><source>回填土不含石块建筑垃圾并夯实</source><translation>Backfill free of rubble and compacted</translation></message>
<message><source>回执已导入：中心已收记录 {0} 条、文件 {1} 个。</source><translation>The answer is taken: the centre has {0} records and {1} files. </translation></message>
<message><source>回访</source><translation>Follow-up call</translation></message>
<message><source>回访人员</source><translation>Caller</translation></message>
<message><source>回访人员不能是本工单的客户经理</source><translation>The caller is not the account manager</translation></message>
<message><source>回访单</source><translation>Follow-up form</translation></message>
<message><source>回访员</source><translation>Follow-up caller</translation></message>
<message><source>回访完成</source><translation>Follow-up done</translation></message>
<message><source>回访方式</source><translation>Channel</translation></message>
<message><source>回访时间</source><translation>Called at</translation></message>
<message><source>回访时间不能晚于今天</source><translation>The call cannot be in the future</translation></message>
<message><source>回访未联系上</source><translation>Follow-up: not reached</translation></message>
<message><source>回访须由客户经理以外的人进行；请交由回访人员办理</source><translation>somebody other than the account manager makes the follow-up call; leave it to him</translation></message>
<message><source>回路</source><translation>Circuit</translation></message>
<message><source>回路电阻（最大相）</source><translation>Loop resistance (worst phase)</translation></message>
<message><source>因现场不安全终止检查</source><translation>Stopped because it is not safe</translation></message>
<message><source>因现场不安全终止检验</source><translation>Stopped because it is not safe</translation></message>
<message><source>固定条款</source><translation>Fixed terms</translation></message>
<message><source>国务院办公厅节假日安排通知</source><translation>State Council holiday notices</translation></message>
<message><source>国家能源局资质和信用信息系统</source><translation>NEA licence and credit register</translation></message>
<message><source>图审意见已整改闭环</source><translation>Design-review comments closed</translation></message>
<message><source>圆钢搭接</source><translation>Round-steel lap</translation></message>
<message><source>圆钢搭接长度/直径</source><translation>round steel lap / diameter (both sides)</translation></message>
<message><source>土建完成</source><translation>Civil works done</translation></message>
<message><source>在左边选一份报告，在这里预览、打印、验证。</source><translation>Choose a report on the left to preview, print or verify it here.</translation></message>
<message><source>在曲线上拖出一段，看这一段的最大、平均、电量和负荷率。</source><translation>Draw a stretch on the curve to see its peak, mean, energy and load factor.</translation></message>
<message><source>在纸上签字的人：</source><translation>Who signed the print:</translation></message>
<message><source>在线式 UPS</source><translation>online UPS</translation></message>
<message><source>在路上的记录</source><translation>Records on their way</translation></message>
<message><source>地下</source><translation>Underground</translation></message>
<message><source>地段</source><translation>Ground</translation></message>
<message><source>垂直接地体间距/长度</source><translation>vertical electrode spacing / length</translation></message>
<message><source>垂直接地体间距倍数</source><translation>Electrode spacing ratio</translation></message>
<message><source>型号</source><translation>Model</translation></message>
<message><source>型式</source><translation>Type</translation></message>
<message><source>埋深</source><translation>Depth of burial</translation></message>
<message><source>基本电费计收方式</source><translation>Basic charge</translation></message>
<message><source>基础型钢/基础水平度与不直度</source><translation>base frame levelness and straightness</translation></message>
<message><source>基础负荷</source><translation>Base load</translation></message>
<message><source>基荷</source><translation>Base load</translation></message>
<message><source>基荷 {0} kW（95 % 的时间不低于）</source><translation>base load {0} kW (drawn 95 % of the time)</translation></message>
<message><source>填写{}</source><translation>Fill in: {}</translation></message>
<message><source>填写中</source><translation>Being filled</translation></message>
<message><source>填写有误</source><translation>Not filled in correctly</translation></message>
<message><source>增容</source><translation>Increase</translation></message>
<message><source>增容后全部设备</source><translation>all equipment after the increase</translation></message>
<message><source>处理</source><translation>Handling</translation></message>
<message><source>处理之后请点“立即同步”。</source><translation>When that is settled, press “Sync now”.</translation></message>
<message><source>处理冲突</source><translation>Conflict settled</translation></message>
<message><source>处理身份证件号码用于核验办理人身份</source><translation>Identity number to identify who acts</translation></message>
<message><source>备份之后做过 {} 步操作，其中读不出的会缺失；</source><translation>{} steps were done after the backup; those that cannot be read will be missing; </translation></message>
<message><source>备份之后的内容，读不出的会缺失；</source><translation>What came after the backup and cannot be read will be missing; </translation></message>
<message><source>备注</source><translation>Note</translation></message>
<message><source>备用</source><translation>Standby</translation></message>
<message><source>复印件</source><translation>Copy</translation></message>
<message><source>复检申请渠道</source><translation>How to ask for re-inspection</translation></message>
<message><source>复检范围：上次留下的缺陷</source><translation>Scope: the defects left open last time</translation></message>
<message><source>夏</source><translation>Summer</translation></message>
<message><source>夏令时结束的一小时出现两次，{0} 行按第二次理解</source><translation>the hour at the end of summer time stands twice; {0} lines are of the second</translation></message>
<message><source>外护套/内衬层绝缘电阻</source><translation>oversheath / bedding insulation</translation></message>
<message><source>外护套无损伤、端头密封</source><translation>Sheath undamaged, ends sealed</translation></message>
<message><source>外护套绝缘</source><translation>Sheath insulation</translation></message>
<message><source>外护套绝缘电阻</source><translation>Sheath insulation resistance</translation></message>
<message><source>外景、电源点、路径、场地、铭牌照片齐全</source><translation>Photo set complete</translation></message>
<message><source>外线工程内容</source><translation>Scope of external works</translation></message>
<message><source>外线工程完工</source><translation>External-line works completed</translation></message>
<message><source>外线路径、长度与障碍</source><translation>Route, length and obstacles</translation></message>
<message><source>多少点</source><translation>How many rows</translation></message>
<message><source>多表位</source><translation>Several meters</translation></message>
<message><source>多路电源宜来自不同线路</source><translation>Several sources should come over different lines</translation></message>
<message><source>大</source><translation>Large</translation></message>
<message><source>大于 {}</source><translation>above {}</translation></message>
<message><source>大件运输与检修通道</source><translation>Transport and maintenance access</translation></message>
<message><source>大写锁定已打开</source><translation>Caps Lock is on</translation></message>
<message><source>大工业</source><translation>Large industrial</translation></message>
<message><source>大批生产热加工机床</source><translation>hot-working machines mass production</translation></message>
<message><source>大批生产金属冷加工机床</source><translation>cold-working machine tools mass production</translation></message>
<message><source>天</source><translation>days</translation></message>
<message><source>天气等外因</source><translation>Weather or other cause</translation></message>
<message><source>奇 O</source><translation>Odd O</translation></message>
<message><source>奇次谐波电压含有率</source><translation>odd harmonic voltage ratio</translation></message>
<message><source>如 08:00–20:00，周末停产</source><translation>e.g. 08:00–20:00, closed at weekends</translation></message>
<message><source>如 C3391 黑色金属铸造</source><translation>e.g. C3391 ferrous casting</translation></message>
<message><source>如 三相三线多功能表</source><translation>Such as: three-phase three-wire, multi-function</translation></message>
<message><source>如变电站主变容量；谐波电流按本户协议容量所占份额分配</source><translation>such as the transformers of the substation; harmonic currents are shared by the agreed capacity</translation></message>
<message><source>如爆破作业、冷链、应急保供；没有写“无”</source><translation>Such as blasting, cold storage, emergency supply; write “none” where there is none</translation></message>
<message><source>姓名</source><translation>Name</translation></message>
<message><source>孔洞封堵、防火涂料、标牌</source><translation>Firestop, coating, tags</translation></message>
<message><source>字号</source><translation>Text size</translation></message>
<message><source>存储空间已满，已放出预留空间。请再做一次这一步，然后同步并清理空间。</source><translation>The disk is full; the room set aside was let go. Do this step once more, then sync and make room.</translation></message>
<message><source>存储空间已满，这一步没有保存。请清理空间后再试，之前的内容都在。</source><translation>The storage is full, so this step was not saved. Please free some space and try again; everything before it is safe.</translation></message>
<message><source>存储空间已满：这一步用预留空间保存好了。请尽快同步，并删除本机上其他程序的文件腾出空间。</source><translation>The disk is full: this step was saved in the room set aside. Sync soon, and make room by deleting files of other programs.</translation></message>
<message><source>存储设备读写出错，这一步没有保存，之前的内容都在。请再试一次；若再次出现，请尽快同步，并请管理员检查这台设备。</source><translation>The disk answered with an error; this step was not saved, all earlier work is there. Try again; if it comes back, sync soon and have the device checked.</translation></message>
<message><source>存在问题（一次性告知）</source><translation>Issues (all at once)</translation></message>
<message><source>存证链</source><translation>Audit trail</translation></message>
<message><source>季节性</source><translation>Seasonality</translation></message>
<message><source>季节性用电</source><translation>Seasonal use</translation></message>
<message><source>季节系数（无则填 1）</source><translation>Seasonal factor (1 if none)</translation></message>
<message><source>安全交底</source><translation>Safety briefing</translation></message>
<message><source>安全出口数</source><translation>Exits</translation></message>
<message><source>安全工器具清单及试验报告</source><translation>List of safety tools with test reports</translation></message>
<message><source>安全工器具试验有效期</source><translation>safety tool test age</translation></message>
<message><source>安全工器具齐全</source><translation>Safety tools present</translation></message>
<message><source>安全帽、工作服、绝缘用具已检查</source><translation>Protective equipment checked</translation></message>
<message><source>完成填写，出具单据</source><translation>Finish and issue</translation></message>
<message><source>完成填单</source><translation>form finished</translation></message>
<message><source>完成日期，如 2026-12-01</source><translation>Done on, like 2026-12-01</translation></message>
<message><source>完成检验记录</source><translation>Visit recorded</translation></message>
<message><source>完成检验记录后，在这里出具意见单。</source><translation>The opinion is issued here once the inspection is recorded.</translation></message>
<message><source>完成记录，出具意见单</source><translation>Record and issue opinion</translation></message>
<message><source>定值单与装置设定核对</source><translation>Setting sheet equals device</translation></message>
<message><source>定量定比</source><translation>Fixed share</translation></message>
<message><source>宜取较高一级电压或专线供电</source><translation>a higher level of voltage or a line of its own is better</translation></message>
<message><source>实测 U1mA</source><translation>U1mA measured</translation></message>
<message><source>实测 ÷ 额定</source><translation>Measured ÷ rated</translation></message>
<message><source>实测 ÷ 额定 × 100 %</source><translation>Measured ÷ rated × 100 %</translation></message>
<message><source>实测三相平衡</source><translation>Balance as measured</translation></message>
<message><source>实测二次负荷</source><translation>Secondary burden measured</translation></message>
<message><source>实测值 × 季节系数</source><translation>Measured value × seasonal factor</translation></message>
<message><source>实测动作值</source><translation>Operating value measured</translation></message>
<message><source>实测占现有容量</source><translation>Measured over existing</translation></message>
<message><source>实测占计算负荷</source><translation>Measured over reckoned</translation></message>
<message><source>实测接地电阻</source><translation>Earth resistance measured</translation></message>
<message><source>实测数据</source><translation>measured</translation></message>
<message><source>实测最大</source><translation>Largest measured</translation></message>
<message><source>实测最大视在</source><translation>Largest measured, apparent</translation></message>
<message><source>实测有功与 √3·U·I·cosφ 相差超过 5 %，请核对读数</source><translation>Measured power differs from sqrt(3) U I cos phi by more than 5 %</translation></message>
<message><source>实测来自 {0}，每 {1} 秒一个值</source><translation>Measured: {0}, one value every {1} s</translation></message>
<message><source>实测来自 {0}：{1} 分钟滑差最大需量，{2} 止</source><translation>measured in {0}: maximum demand, sliding over {1} min, until {2}</translation></message>
<message><source>实测电量</source><translation>Energy measured</translation></message>
<message><source>实测绝缘电阻（60 s）</source><translation>Insulation resistance measured (60 s)</translation></message>
<message><source>实测负荷</source><translation>Measured loads</translation></message>
<message><source>审批人员</source><translation>Approver</translation></message>
<message><source>审查人员</source><translation>Reviewer</translation></message>
<message><source>审查时限截止</source><translation>Review due on</translation></message>
<message><source>审查结果</source><translation>Result</translation></message>
<message><source>审查结论</source><translation>Result</translation></message>
<message><source>审查项目</source><translation>Items reviewed</translation></message>
<message><source>审核意见</source><translation>What the office says</translation></message>
<message><source>审核通过</source><translation>Passed</translation></message>
<message><source>客户</source><translation>Customer</translation></message>
<message><source>客户不同意电子签名，本程序不能登记纸质签名：请勿在平板上签名，把单据打印后交营业厅按纸质流程签署和归档</source><translation>Without consent nothing is signed here, and this program takes no paper signatures: print the document and have it signed and filed at the service hall</translation></message>
<message><source>客户不同意电子签名，请改用纸质签署</source><translation>The customer signs on paper</translation></message>
<message><source>客户不在现场</source><translation>Customer not on site</translation></message>
<message><source>客户与用电需求</source><translation>Customer and demand</translation></message>
<message><source>客户书面要求暂缓</source><translation>the customer asked in writing to wait</translation></message>
<message><source>客户做了什么</source><translation>What the customer did</translation></message>
<message><source>客户受电工程中间检查意见单</source><translation>Interim inspection opinion</translation></message>
<message><source>客户受电工程竣工检验意见单</source><translation>Completion inspection opinion</translation></message>
<message><source>客户受电工程设计文件审查意见单</source><translation>Design review opinion</translation></message>
<message><source>客户受电工程（仅跟踪进度）</source><translation>Customer's works (tracked only)</translation></message>
<message><source>客户告知</source><translation>Told by the customer</translation></message>
<message><source>客户回访单</source><translation>Follow-up</translation></message>
<message><source>客户声明</source><translation>Statement</translation></message>
<message><source>客户对方案有异议</source><translation>Objection to the scheme</translation></message>
<message><source>客户工程施工或整改</source><translation>the customer's works or rectification</translation></message>
<message><source>客户工程进度</source><translation>Customer's own works</translation></message>
<message><source>客户带回考虑：在本单上的签名只表示已收到本供电方案答复单，不表示同意；请在有效期内另行签署供电方案客户意见。</source><translation>The customer takes it home to think: the signature says that this reply was received, not that it is agreed to; the opinion is signed apart within the validity.</translation></message>
<message><source>客户当场同意方案</source><translation>Customer agrees on site</translation></message>
<message><source>客户意见</source><translation>Customer's remark</translation></message>
<message><source>客户报已整改</source><translation>Reported fixed</translation></message>
<message><source>客户报：{0}（{1}）</source><translation>Customer reports: {0} ({1})</translation></message>
<message><source>客户拒签或缺席</source><translation>Refused or absent</translation></message>
<message><source>客户提交申请</source><translation>Application submitted</translation></message>
<message><source>客户提供</source><translation>From the customer</translation></message>
<message><source>客户撤回申请</source><translation>Application withdrawn by the customer</translation></message>
<message><source>客户有特殊负荷，须先收到电能质量评估报告，才能批准供电方案</source><translation>the customer has disturbing loads: the scheme is approved when the power quality assessment is here</translation></message>
<message><source>客户未签字，见 {}</source><translation>Not signed by the customer, see {}</translation></message>
<message><source>客户权利</source><translation>Your rights</translation></message>
<message><source>客户现场</source><translation>The customer's site</translation></message>
<message><source>客户申请变更方案</source><translation>Change of scheme requested</translation></message>
<message><source>客户申请复检</source><translation>Customer asks for re-inspection</translation></message>
<message><source>客户留存</source><translation>Customer copy</translation></message>
<message><source>客户确认供电方案</source><translation>Scheme confirmed by the customer</translation></message>
<message><source>客户答复</source><translation>Answers</translation></message>
<message><source>客户类别</source><translation>Customer class</translation></message>
<message><source>客户类别变更</source><translation>Customer class changed</translation></message>
<message><source>客户经办人</source><translation>Customer's agent</translation></message>
<message><source>客户经理</source><translation>Account manager</translation></message>
<message><source>客户能看到中止的原因和预计恢复日期；内部审批、缺料、请假不能中止。</source><translation>The customer sees the reason and the day; own approvals, missing material or leave suspend nothing.</translation></message>
<message><source>客户自主选择声明</source><translation>Statement of own choice</translation></message>
<message><source>客户自主选择声明之外的单位</source><translation>Units beyond the customer's own choice</translation></message>
<message><source>客户自主选择声明之外的单位，及现场核验</source><translation>Units beyond the customer's own choice, and queries made on site</translation></message>
<message><source>客户计划日期，如 2026-12-01（没有说可不填）</source><translation>Date the customer plans, as 2026-12-01 (may stay empty)</translation></message>
<message><source>客户说明</source><translation>Customer's remark</translation></message>
<message><source>客户还没有在自主选择声明中写明单位；请在下表填写现场核实的施工、试验单位。</source><translation>The customer has not named units in his statement yet; enter below who built and tested, as found on site.</translation></message>
<message><source>客户还没有申请；请先登记客户的申请</source><translation>the customer has not asked for it; note his request first</translation></message>
<message><source>容缺材料须逐项写明在哪个环节前补齐</source><translation>each deferred paper needs the stage by which it is due</translation></message>
<message><source>容量</source><translation>Capacity</translation></message>
<message><source>容量与负荷</source><translation>Capacity and load</translation></message>
<message><source>容量落在其范围内的各级</source><translation>each level whose range holds the capacity</translation></message>
<message><source>密码</source><translation>Password</translation></message>
<message><source>密码不对，请在 {}后再试。内容都在，没有丢失。</source><translation>Wrong password, please try again in {}. Your work is safe.</translation></message>
<message><source>密码不对，请重新输入。工作内容都在，没有丢失。</source><translation>Wrong password, please try again. Your work is safe.</translation></message>
<message><source>密码错误</source><translation>Wrong password</translation></message>
<message><source>密码错误次数过多，请在 {}后再试。忘记密码请联系管理员。内容都在本机。</source><translation>Too many wrong passwords; please try again in {}. If you forgot it, ask the administrator. Your work is safe on this device.</translation></message>
<message><source>密钥存放在加密的工作区里，由登录密码打开；没有使用系统钥匙库。</source><translation>The key lies in the encrypted workspace, which the password of signing in opens; the key store of the system is not used.</translation></message>
<message><source>对方的</source><translation>Theirs</translation></message>
<message><source>对方的证书不对，没有发送任何内容。可能是上网登录页，也可能是本机日期时间不准：请先登录网络、核对时间，再同步。</source><translation>Whoever answered has not the right certificate, so nothing was sent. Perhaps it is the login page of a network, perhaps this tablet's date or time is wrong: log in to the network, check the time, then sync.</translation></message>
<message><source>对象存储</source><translation>object store</translation></message>
<message><source>导入</source><translation>Take in</translation></message>
<message><source>导入回执</source><translation>Take the answer</translation></message>
<message><source>导入负荷曲线</source><translation>Import load curve</translation></message>
<message><source>导入这条曲线</source><translation>Import this curve</translation></message>
<message><source>导入这段录波</source><translation>Take in this recording</translation></message>
<message><source>导出文件</source><translation>File saved outside</translation></message>
<message><source>导线截面</source><translation>Conductor cross-section</translation></message>
<message><source>导通电阻（最大）</source><translation>Continuity resistance (largest)</translation></message>
<message><source>导通直流电阻</source><translation>Continuity</translation></message>
<message><source>封印位置预留</source><translation>Seal points provided</translation></message>
<message><source>封印号登记</source><translation>Seal numbers</translation></message>
<message><source>封印照片</source><translation>Photos of the seals</translation></message>
<message><source>封印编号</source><translation>Seal numbers</translation></message>
<message><source>小容量系统</source><translation>Small system</translation></message>
<message><source>小微企业</source><translation>Small and micro enterprise</translation></message>
<message><source>小微或民营身份申报</source><translation>Declaration of small or private enterprise</translation></message>
<message><source>小批生产热加工机床</source><translation>hot-working machines small batch</translation></message>
<message><source>小批生产金属冷加工机床</source><translation>cold-working machine tools small batch</translation></message>
<message><source>小数点</source><translation>Decimal mark</translation></message>
<message><source>少台数时的有功</source><translation>Active power of few machines</translation></message>
<message><source>尖峰</source><translation>sharp</translation></message>
<message><source>尚未一致</source><translation>not identical yet</translation></message>
<message><source>尚缺且已到期的材料没有列全，须一次告知</source><translation>Something that is missing and due is not on the list</translation></message>
<message><source>尚缺的材料</source><translation>What is missing</translation></message>
<message><source>居民</source><translation>Residential</translation></message>
<message><source>居民生活</source><translation>Residential</translation></message>
<message><source>岗位</source><translation>Role</translation></message>
<message><source>峰</source><translation>peak</translation></message>
<message><source>峰段（含尖峰）用电占 {0} %，谷段（含深谷）占 {1} %</source><translation>{0} % of the energy in peak hours (sharp ones included), {1} % in valley hours</translation></message>
<message><source>峰谷</source><translation>Tariff periods</translation></message>
<message><source>峰谷时段</source><translation>Tariff periods</translation></message>
<message><source>峰谷电量</source><translation>Energy by tariff period</translation></message>
<message><source>峰谷电量（{0}时段）</source><translation>Energy by tariff period ({0})</translation></message>
<message><source>工业</source><translation>Industry</translation></message>
<message><source>工作数据库已损坏（{}）。请退出后重新打开，按提示从备份恢复；不要删除这个文件夹。</source><translation>The work database is damaged ({}). Quit, open it again and restore the backup as offered; do not delete this folder.</translation></message>
<message><source>工作数据库已损坏，没有当作空库打开。损坏的文件会原样保留。</source><translation>The work database is damaged; it was not opened as an empty one. The damaged files are kept as they are. </translation></message>
<message><source>工作日</source><translation>Working days</translation></message>
<message><source>工作日历</source><translation>Working-day calendar</translation></message>
<message><source>工作班成员</source><translation>Crew member</translation></message>
<message><source>工作负责人</source><translation>Lead</translation></message>
<message><source>工单</source><translation>Case</translation></message>
<message><source>工单已经中止，不用重复办理；须更改的，请先恢复计时</source><translation>the case is paused already; to change that, resume it first</translation></message>
<message><source>工单当前环节不允许这一步；请先完成当前环节的待办</source><translation>The case is not at the stage for this; finish what its present stage waits for first</translation></message>
<message><source>工单没有中止，无须恢复；请办理下一步</source><translation>the case is not paused; go on to the next step</translation></message>
<message><source>工单没有导入：{}。请改正后重新导入；原有数据没有变化。</source><translation>The work orders were not imported: {}. Correct the file and import it again; nothing has changed.</translation></message>
<message><source>工单移交.kstick</source><translation>hand-over.kstick</translation></message>
<message><source>工单经过</source><translation>Case history</translation></message>
<message><source>工器具</source><translation>Tools</translation></message>
<message><source>工器具试验有效期</source><translation>Tool test age</translation></message>
<message><source>工程</source><translation>Works</translation></message>
<message><source>工程实施</source><translation>Works</translation></message>
<message><source>工程进度</source><translation>Milestone</translation></message>
<message><source>差异的说明（不影响出具意见单）</source><translation>Your word for the difference (the paper can be issued without)</translation></message>
<message><source>已一次性告知全部内容</source><translation>This is all</translation></message>
<message><source>已中止：{0}（自 {1}）</source><translation>Suspended: {0} (since {1})</translation></message>
<message><source>已中止：{0}（自 {1}，预计 {2} 恢复）</source><translation>Suspended: {0} (since {1}, expected to go on {2})</translation></message>
<message><source>已交底</source><translation>Briefed</translation></message>
<message><source>已传文件</source><translation>Files sent</translation></message>
<message><source>已作现场安全交底</source><translation>Safety briefing held</translation></message>
<message><source>已保存</source><translation>kept</translation></message>
<message><source>已保存到 {}</source><translation>Saved to {}</translation></message>
<message><source>已保存在本机</source><translation>Saved on this device</translation></message>
<message><source>已停止。没有传完的从断点续传，内容都在本机。</source><translation>Stopped. What is not sent yet goes on where it was; everything is still here.</translation></message>
<message><source>已停止分析，曲线和数字都还在。</source><translation>The analysis was stopped; curve and numbers are still there.</translation></message>
<message><source>已停止读取“{}”，没有留下任何内容。需要时可以重新读取。</source><translation>Stopped reading “{}”; nothing is left behind. It can be read again.</translation></message>
<message><source>已停止读取，没有留下任何内容。</source><translation>Stopped reading; nothing is left behind.</translation></message>
<message><source>已停止，没有打完</source><translation>Stopped before it was done</translation></message>
<message><source>已写入“{0}”：{1}</source><translation>Put into “{0}”: {1}</translation></message>
<message><source>已写好：记录 {0} 条，文件 {1} 个（{2}）。</source><translation>Written: {0} records, {1} files ({2}). </translation></message>
<message><source>已到现场核对</source><translation>Looked at on site</translation></message>
<message><source>已办结</source><translation>Closed</translation></message>
<message><source>已取消</source><translation>cancelled</translation></message>
<message><source>已受理</source><translation>Accepted</translation></message>
<message><source>已启用新规则（第 {} 版）。已经开始的记录仍按原规则。</source><translation>New rules are in use (version {}). Records that were begun keep theirs.</translation></message>
<message><source>已备案经办人</source><translation>Registered agent</translation></message>
<message><source>已复检 {} 次，仍未整改到位</source><translation>Re-inspected {} times, still not put right</translation></message>
<message><source>已完成</source><translation>Done</translation></message>
<message><source>已封存</source><translation>Sealed</translation></message>
<message><source>已归档</source><translation>Archived</translation></message>
<message><source>已恢复到 {0} 的备份，并带回待发送修改 {1} 项、草稿 {2} 处。请尽快同步。</source><translation>Restored to the backup of {0}, with {1} changes to be sent and {2} drafts brought along. Please sync soon. </translation></message>
<message><source>已拟变电站</source><translation>substations planned</translation></message>
<message><source>已拟电源</source><translation>sources planned</translation></message>
<message><source>已接收 {0} 移交的工单，文件 {1} 个，可以继续办理。</source><translation>The case of {0} was taken over with {1} files; you can go on with it. </translation></message>
<message><source>已提交</source><translation>Submitted</translation></message>
<message><source>已提供的材料在后续环节不需要重复提供；供电企业已有或可以共享取得的材料不需要您提供。</source><translation>Nothing is asked twice.</translation></message>
<message><source>已撤回</source><translation>Withdrawn</translation></message>
<message><source>已整改</source><translation>Rectified</translation></message>
<message><source>已更正，待审核</source><translation>Corrected, to be looked at</translation></message>
<message><source>已有的材料不重复收取；重收须有原因，并计入重复收资。</source><translation>What is held is not asked for again; asking anyway wants a reason and is counted.</translation></message>
<message><source>已有自备</source><translation>own sources noted</translation></message>
<message><source>已清理 {0} 个文件，腾出 {1}。</source><translation>{0} files cleaned, {1} had back.</translation></message>
<message><source>已清理、可从中心取回：{} 个文件。</source><translation>Cleaned, and to be had from the centre: {} files.</translation></message>
<message><source>已用 {} %</source><translation>{} % used</translation></message>
<message><source>已由第 {} 版替代</source><translation>Replaced by version {}</translation></message>
<message><source>已由第 {} 版替代，请以新版为准</source><translation>Version {} has taken its place and counts instead</translation></message>
<message><source>已知：</source><translation>Known: </translation></message>
<message><source>已确认</source><translation>accepted</translation></message>
<message><source>已约定</source><translation>Arranged</translation></message>
<message><source>已终止</source><translation>Terminated</translation></message>
<message><source>已经申请，尚未答复；请先办理那次申请</source><translation>it was asked for already and is not answered; deal with that request first</translation></message>
<message><source>已联系上客户</source><translation>Reached</translation></message>
<message><source>已记录，等待联网</source><translation>Recorded, waiting for a network</translation></message>
<message><source>已超期</source><translation>Overdue</translation></message>
<message><source>已过有效期</source><translation>Expired</translation></message>
<message><source>已过期</source><translation>Expired</translation></message>
<message><source>已连接：{}</source><translation>Connected: {}</translation></message>
<message><source>已退回</source><translation>Returned</translation></message>
<message><source>已送电</source><translation>Energised</translation></message>
<message><source>已送达</source><translation>Received</translation></message>
<message><source>市场营销部</source><translation>Marketing</translation></message>
<message><source>带上照片原件（{0} 张，{1}）</source><translation>Take the original photos along ({0}, {1})</translation></message>
<message><source>带回考虑</source><translation>Takes it home to think</translation></message>
<message><source>带电体、高处、交通、有限空间等；写明已采取的措施</source><translation>Live parts, heights, traffic, confined spaces; say what has been done about them</translation></message>
<message><source>带电部分净距</source><translation>live part clearance A (phase-earth and phase-phase)</translation></message>
<message><source>带负荷后读相角，或用现场校验仪</source><translation>Read the phase angles under load, or use a field calibrator</translation></message>
<message><source>常用</source><translation>normal</translation></message>
<message><source>干式</source><translation>Dry-type</translation></message>
<message><source>干式且无电流差动保护</source><translation>Dry-type without differential protection</translation></message>
<message><source>干式变压器且无电流差动保护</source><translation>Dry type without differential protection</translation></message>
<message><source>干式温控器设定与风机联动</source><translation>Dry type temperature controller</translation></message>
<message><source>干燥箱、电热器</source><translation>drying ovens heaters</translation></message>
<message><source>平</source><translation>flat</translation></message>
<message><source>平均 {0} kW</source><translation>mean {0} kW</translation></message>
<message><source>平均 {0} kW，最大 {1} kW，电量 {2} kWh，有数 {3} %</source><translation>mean {0} kW, highest {1} kW, {2} kWh, {3} % measured</translation></message>
<message><source>平均 {0} kW，负荷率 {1} %</source><translation>mean {0} kW, load factor {1} %</translation></message>
<message><source>平均 {0} kW，负荷率 {1} %，全天不低于 {2} kW 的时间占 95 %</source><translation>mean {0} kW, load factor {1} %, at least {2} kW for 95 % of the time</translation></message>
<message><source>平均负荷</source><translation>Mean load</translation></message>
<message><source>平板不能办理受理、批准、类别变更和终止，请由中心办理</source><translation>a tablet does not accept, approve, reclassify or terminate; the centre does</translation></message>
<message><source>平板不能用时手工填写：没有编号，页脚注明规则版本。</source><translation>To fill by hand when there is no tablet: without a number, with the version of the rules at its foot.</translation></message>
<message><source>平板的手写屏不能用</source><translation>The writing screen of the tablet does not work</translation></message>
<message><source>平行净距</source><translation>Parallel clearance</translation></message>
<message><source>年最大负荷利用 {0} 小时</source><translation>{0} h at the peak would use the same in a year</translation></message>
<message><source>年最大负荷利用小时</source><translation>Utilisation hours a year</translation></message>
<message><source>年用电量</source><translation>Energy of a year</translation></message>
<message><source>并联根数</source><translation>In parallel</translation></message>
<message><source>应写“休”或“班”</source><translation>write off or work</translation></message>
<message><source>应当是日期的列表</source><translation>a list of days is wanted</translation></message>
<message><source>应急、消防与防淹</source><translation>Emergency, fire and flood</translation></message>
<message><source>应急照明与疏散指示</source><translation>Emergency light</translation></message>
<message><source>应急电源与保安负荷之比</source><translation>Emergency supply to security load</translation></message>
<message><source>应急电源与联锁</source><translation>Emergency power and interlock</translation></message>
<message><source>应急电源容量</source><translation>Emergency supply capacity</translation></message>
<message><source>应急电源容量 ÷ 保安负荷</source><translation>Emergency supply capacity ÷ security load</translation></message>
<message><source>应急电源容量与保安负荷比</source><translation>Emergency capacity ratio</translation></message>
<message><source>应急预案与演练</source><translation>Emergency plan and drill</translation></message>
<message><source>应收的材料中心还没有收齐；请先登记已收到的材料，受理时也可以按一证受理写明容缺环节</source><translation>The centre does not have all the materials that are due; note those received first, or at acceptance put the rest off to a later stage</translation></message>
<message><source>应收金额</source><translation>Amount due</translation></message>
<message><source>应有电源</source><translation>sources needed</translation></message>
<message><source>应答长度不对</source><translation>the answer has a wrong length</translation></message>
<message><source>延期须在有效期届满前至少 {0} 天申请，现已不足；请按方案逾期办理或重新申请</source><translation>an extension is asked for at least {0} days before the scheme expires, and fewer are left; let it expire or apply anew</translation></message>
<message><source>建筑</source><translation>Building</translation></message>
<message><source>建筑物等电位联结预留</source><translation>Equipotential bonding terminals left</translation></message>
<message><source>建议</source><translation>Minor</translation></message>
<message><source>建议CT变比与PT变比</source><translation>Suggested CT/VT ratio</translation></message>
<message><source>建议供电电压等级</source><translation>Suggested supply voltage</translation></message>
<message><source>建议变压器</source><translation>Transformer proposed</translation></message>
<message><source>建议变压器单台容量</source><translation>Transformer rating, proposed</translation></message>
<message><source>建议变压器台数</source><translation>Number of transformers, proposed</translation></message>
<message><source>建议接线</source><translation>Wiring, proposed</translation></message>
<message><source>建议核对</source><translation>to be checked</translation></message>
<message><source>建议电流互感器一次电流</source><translation>Primary of the current transformer, proposed</translation></message>
<message><source>建议的默认值</source><translation>proposed default</translation></message>
<message><source>建议补偿容量</source><translation>Compensation, proposed</translation></message>
<message><source>建议计量方式</source><translation>Metering scheme, proposed</translation></message>
<message><source>开关柜</source><translation>Switchgear panel</translation></message>
<message><source>开关柜基础</source><translation>Switchgear base</translation></message>
<message><source>开始{}</source><translation>Start: {}</translation></message>
<message><source>开始勘查</source><translation>Start the survey</translation></message>
<message><source>开始填写</source><translation>Begin</translation></message>
<message><source>开始填单</source><translation>form begun</translation></message>
<message><source>开始检验</source><translation>Visit begun</translation></message>
<message><source>开工</source><translation>Construction started</translation></message>
<message><source>开闭所</source><translation>Switching station</translation></message>
<message><source>异议内容</source><translation>Objection</translation></message>
<message><source>弯头数</source><translation>Bends</translation></message>
<message><source>弯曲半径与外径之比</source><translation>Bending radius to diameter</translation></message>
<message><source>弹跳时间（最大相）</source><translation>Bounce time (worst phase)</translation></message>
<message><source>归档</source><translation>Archive</translation></message>
<message><source>归档满 {0} 天，且中心已采纳并备份核对完好的，照片原件和负荷曲线空闲时自动清理；满 {1} 天，意见单和材料也清理。记录和照片小图一直保留，清理的随时可从中心取回。</source><translation>{0} days after archiving, originals of photos and load curves that the centre has accepted and holds in a checked backup are cleaned by themselves; after {1} days papers and materials too. Records and small pictures always stay, and what is cleaned can be fetched again.</translation></message>
<message><source>归档目录</source><translation>Archive index</translation></message>
<message><source>归档资料不齐；请按归档目录补齐后再归档</source><translation>the archive is incomplete; complete it by its index first</translation></message>
<message><source>当前有功需量</source><translation>Present active demand</translation></message>
<message><source>当天没有对此类客户生效的时限“{0}”。可用的时限：{1}。</source><translation>No time limit “{0}” was in force that day for this class of customer. Available: {1}.</translation></message>
<message><source>当面出示</source><translation>Shown in person</translation></message>
<message><source>录波</source><translation>Waveform recordings</translation></message>
<message><source>录波 (*.cfg *.cff);;所有文件 (*)</source><translation>Recordings (*.cfg *.cff);;All files (*)</translation></message>
<message><source>录波已导入：{}</source><translation>Recording taken in: {}</translation></message>
<message><source>录波曲线</source><translation>Recorded waveforms</translation></message>
<message><source>形式</source><translation>Form</translation></message>
<message><source>形状最像“{0}”（距离 {1}）</source><translation>shape most like “{0}” (distance {1})</translation></message>
<message><source>影响电能质量</source><translation>Disturbing</translation></message>
<message><source>影响的种类</source><translation>Kinds of disturbance</translation></message>
<message><source>待传文件</source><translation>Files to send</translation></message>
<message><source>待出单</source><translation>To be issued</translation></message>
<message><source>待发送</source><translation>To send</translation></message>
<message><source>待发送 {}</source><translation>To send: {}</translation></message>
<message><source>待审核</source><translation>To be looked at</translation></message>
<message><source>待整改</source><translation>To be rectified</translation></message>
<message><source>待检查</source><translation>To be checked</translation></message>
<message><source>待签字</source><translation>To sign</translation></message>
<message><source>待签字 {0}/{1}</source><translation>Signed {0}/{1}</translation></message>
<message><source>待补材料</source><translation>Materials pending</translation></message>
<message><source>待装表接电</source><translation>Ready to connect</translation></message>
<message><source>徒手</source><translation>Bare hands</translation></message>
<message><source>必填</source><translation>Required</translation></message>
<message><source>快速切换 UPS 或 EPS</source><translation>fast UPS or EPS</translation></message>
<message><source>性质</source><translation>Nature</translation></message>
<message><source>总体满意程度</source><translation>Overall satisfaction</translation></message>
<message><source>总功率因数</source><translation>Total power factor</translation></message>
<message><source>总容量</source><translation>Total</translation></message>
<message><source>总容量超过低压供电上限 160 kW，请考虑高压供电</source><translation>More than low voltage supplies</translation></message>
<message><source>总无功功率</source><translation>Total reactive power</translation></message>
<message><source>总有功功率</source><translation>Total active power</translation></message>
<message><source>总示数与峰、平、谷之和相差超过 1 kWh，请核对</source><translation>The total differs from its parts</translation></message>
<message><source>总视在功率</source><translation>Total apparent power</translation></message>
<message><source>恢复</source><translation>Restored</translation></message>
<message><source>恢复时会带回原库中还能读出的待发送修改 {0} 项、草稿 {1} 处。</source><translation>Restoring brings along what can still be read: {0} changes to be sent, {1} drafts. </translation></message>
<message><source>恢复检查</source><translation>Ask for it after all</translation></message>
<message><source>恢复自动识别</source><translation>Detect again</translation></message>
<message><source>恢复计时</source><translation>Clock resumed</translation></message>
<message><source>您可以自主选择具备相应资质的设计、施工、试验单位和设备材料供应单位；任何人不得指定、推荐或限制。资质可在国家能源局及住房城乡建设主管部门的公共平台查询。</source><translation>You choose the units for design, construction, test and supply freely; qualifications can be looked up on public platforms.</translation></message>
<message><source>您可以自主选择受电工程的设计、施工、试验单位和设备材料供应单位，任何人不得指定、推荐或限制。</source><translation>You choose the units for design, construction, test and supply freely.</translation></message>
<message><source>您属于“三零”服务对象：零上门、零审批、零投资，电能表（箱）及以上供电设施由供电企业投资建设。</source><translation>You are served with three zeros: no visits, no permits, no investment.</translation></message>
<message><source>您没有权限进行这项操作，请联系主管。</source><translation>You are not allowed to do this; please ask your supervisor.</translation></message>
<message><source>您的岗位不能办理这一步，请交由负责的人办理</source><translation>it is not for your role; hand it to whoever is responsible</translation></message>
<message><source>您的岗位没有这项权限，中心没有接受；请交由负责的人办理，或请管理员调整岗位</source><translation>your role may not do this, so the centre did not take it; leave it to whoever may, or ask an administrator</translation></message>
<message><source>情况</source><translation>What happened</translation></message>
<message><source>情形</source><translation>Kind</translation></message>
<message><source>意向用电日期</source><translation>Supply wanted on</translation></message>
<message><source>意向用电日期不能早于今天</source><translation>The wanted day is past</translation></message>
<message><source>意向用电日期早于勘查日</source><translation>Energisation is wanted before the survey</translation></message>
<message><source>意见</source><translation>Comment</translation></message>
<message><source>意见单、材料等文件 {0} 个，{1}</source><translation>Papers and materials: {0} files, {1}</translation></message>
<message><source>意见和建议</source><translation>Comments</translation></message>
<message><source>意见日期</source><translation>Date of the opinion</translation></message>
<message><source>意见日期不能早于供电方案的答复日期，请核对</source><translation>The opinion cannot be dated before the reply; check the day</translation></message>
<message><source>意见日期不能晚于今天</source><translation>The opinion cannot be dated ahead</translation></message>
<message><source>我的</source><translation>Mine</translation></message>
<message><source>或</source><translation>or</translation></message>
<message><source>截面（mm²）</source><translation>Cross-section (mm²)</translation></message>
<message><source>戴手套</source><translation>Gloves</translation></message>
<message><source>戴着手套或不便在屏上写字</source><translation>Gloves on, or unable to write on the screen</translation></message>
<message><source>户主或法定代表人</source><translation>Owner or legal representative</translation></message>
<message><source>户内</source><translation>Indoor</translation></message>
<message><source>户名</source><translation>Customer</translation></message>
<message><source>户名、申请编号或地址</source><translation>Customer, application number or address</translation></message>
<message><source>户名、证件、用电地址和联系电话须齐全</source><translation>name, identity, address and phone must all be there</translation></message>
<message><source>户外</source><translation>Outdoor</translation></message>
<message><source>房间净尺寸满足设备及通道</source><translation>Room clear dimensions fit equipment and aisles</translation></message>
<message><source>所依据单据的文件核验有问题，不能作为办理依据；请由审核人员退回记录，重新出具单据并签字后再办理</source><translation>The file of the paper behind this did not pass its check, so nothing can rest on it; have the reviewer return the record, issue the paper again and sign it</translation></message>
<message><source>所列材料中有已经持有或可以共享取得的；确需再次索取，先在工单的“材料”里登记再次索取及原因</source><translation>Some of these are held already; to ask again, note it with the reason among the materials of the case first</translation></message>
<message><source>所委托{0}的{1}</source><translation>{0} engaged: {1}</translation></message>
<message><source>所委托单位的许可证已过有效期，请核实</source><translation>The licence has run out</translation></message>
<message><source>所属单位</source><translation>Organisation</translation></message>
<message><source>所报内容与签字单据不一致，请按单据重新出具</source><translation>what is said differs from the signed paper; issue it again as the paper says</translation></message>
<message><source>所用仪器</source><translation>Instrument used</translation></message>
<message><source>所用仪器没有登记或已超检定期，读数不能判为合格；请换用检定期内的仪器复测</source><translation>the instrument is not listed or out of calibration, so its reading cannot pass; measure again with one in calibration</translation></message>
<message><source>所答复的供电方案</source><translation>The scheme that was replied</translation></message>
<message><source>所签文件摘要 {}…</source><translation> Digest of the file: {}…</translation></message>
<message><source>所附记录与已收到的记录不一致</source><translation>The attached record is not the one that was received</translation></message>
<message><source>所附记录与本机记录一致（摘要 {}…）</source><translation>The attached record equals the one on this device (digest {}…)</translation></message>
<message><source>所附记录与本机记录不一致（摘要 {}…）</source><translation>The attached record differs from the one on this device (digest {}…)</translation></message>
<message><source>所附记录与签名不符</source><translation>The attached record does not match the signatures</translation></message>
<message><source>所附记录与签名所指一致（摘要 {}…）</source><translation>The attached record is the one that was signed for (digest {}…)</translation></message>
<message><source>所附记录与签名所指不一致（摘要 {}…）</source><translation>The attached record is not the one that was signed for (digest {}…)</translation></message>
<message><source>所附说明被改动或删去</source><translation>what is told beside it was changed or taken out</translation></message>
<message><source>所需事项一次告知</source><translation>Told everything at once</translation></message>
<message><source>所需电源</source><translation>Sources needed</translation></message>
<message><source>所需补偿容量</source><translation>Compensation needed</translation></message>
<message><source>扁钢搭接</source><translation>Flat-steel lap</translation></message>
<message><source>扁钢搭接长度/宽度</source><translation>flat steel lap / width (3 sides welded)</translation></message>
<message><source>手持设备末端回路</source><translation>Final circuit for hand-held equipment</translation></message>
<message><source>手机号 11 位，或带区号的固定电话</source><translation>Mobile number of 11 digits, or a landline with its area code</translation></message>
<message><source>手车长度</source><translation>Truck length</translation></message>
<message><source>打印</source><translation>Print</translation></message>
<message><source>打印一天的报告</source><translation>Print a day's papers</translation></message>
<message><source>打印和显示时遮去中间各位</source><translation>Its middle is masked in print and on screen</translation></message>
<message><source>打印本单，在纸上签字盖章，再把签好的各页扫描或拍照附在这里。纸件要存档。</source><translation>Print this paper, have the print signed and sealed, then attach scans or photos of the signed sheets here. Keep the sheets on file.</translation></message>
<message><source>打印机“{}”没有接受。请检查电源、纸张和连接，再打印一次。</source><translation>The printer “{}” did not take it. Please check power, paper and connection, then print again.</translation></message>
<message><source>打印空白表</source><translation>Print a blank form</translation></message>
<message><source>打开工单</source><translation>Open the case</translation></message>
<message><source>执行电价</source><translation>Tariff</translation></message>
<message><source>扫描件 (*.pdf *.jpg *.jpeg *.png);;所有文件 (*)</source><translation>Scans (*.pdf *.jpg *.jpeg *.png);;All files (*)</translation></message>
<message><source>批准人不是本单位的审批人员或主管；请改填有批准权限的人</source><translation>the approver may not approve here; name somebody who may</translation></message>
<message><source>批准人不能是经办人自己；请由另一位有权限的人批准</source><translation>nobody approves his own work; have somebody else who may approve it</translation></message>
<message><source>批准日期</source><translation>Approved on</translation></message>
<message><source>找不到主机（{0}）。请核对地址和网络。</source><translation>There is no such host ({0}). Check the address and the network.</translation></message>
<message><source>找不到这个文件，或者打不开；请核对文件名</source><translation>There is no such file, or it cannot be opened; please check its name</translation></message>
<message><source>找不到这个文件，或者打不开；请重新选择</source><translation>The file is not there or cannot be opened; choose it again</translation></message>
<message><source>找到 {} 的备份，已核对完好。</source><translation>There is a backup of {}, checked and whole. </translation></message>
<message><source>承修</source><translation>Repair</translation></message>
<message><source>承装</source><translation>Install</translation></message>
<message><source>承装、承试单位资质有效</source><translation>Contractor and tester licences valid</translation></message>
<message><source>承试</source><translation>Test</translation></message>
<message><source>技术限值</source><translation>Engineering limits</translation></message>
<message><source>把待发送的内容写成一个加密文件，交办公室在中心收件；再把回执文件拷回来，在这里导入。</source><translation>What waits is written into one encrypted file for the office to take in at the centre; its answer is then taken here.</translation></message>
<message><source>投资界面</source><translation>Investment boundary</translation></message>
<message><source>投资界面与其他</source><translation>Investment and other terms</translation></message>
<message><source>投运期</source><translation>In service from</translation></message>
<message><source>报告</source><translation>Reports</translation></message>
<message><source>报送</source><translation>Submission</translation></message>
<message><source>报送人</source><translation>Submitted by</translation></message>
<message><source>报送日期</source><translation>Submitted on</translation></message>
<message><source>报送日期不能晚于今天</source><translation>It cannot be submitted in the future</translation></message>
<message><source>报送编号</source><translation>Submission number</translation></message>
<message><source>报验</source><translation>Request</translation></message>
<message><source>报验人</source><translation>Requester</translation></message>
<message><source>报验日期</source><translation>Requested on</translation></message>
<message><source>报验材料待补</source><translation>Documents for inspection missing</translation></message>
<message><source>抽屉式</source><translation>Withdrawable</translation></message>
<message><source>拍照</source><translation>Shoot</translation></message>
<message><source>拍照 / 选照片</source><translation>Take / choose photo</translation></message>
<message><source>拒签/缺席记录</source><translation>Refusal record</translation></message>
<message><source>拒签或缺席的人</source><translation>Who</translation></message>
<message><source>拒签或缺席记录</source><translation>Record of a refusal or absence</translation></message>
<message><source>拒签／缺席记录</source><translation>Refusal or absence</translation></message>
<message><source>拒绝签字</source><translation>Refused to sign</translation></message>
<message><source>拟定客户分级</source><translation>Importance class</translation></message>
<message><source>拟接入线路/台区名称与编号</source><translation>Feeder or LV area name and number</translation></message>
<message><source>持有人（不填即户名）</source><translation>Holder (empty: the customer)</translation></message>
<message><source>持续曲线</source><translation>Duration</translation></message>
<message><source>指定单位或品牌</source><translation>Designates a unit or brand</translation></message>
<message><source>按 DL/T 448 由电压与客户用途确定</source><translation>By voltage and use, as DL/T 448 says</translation></message>
<message><source>按{0}时段（{1}）</source><translation>by the periods of {0} ({1})</translation></message>
<message><source>按上次设置读取。</source><translation>Read as you set it last time.</translation></message>
<message><source>按中性点接地方式</source><translation>by the earthing of the neutral</translation></message>
<message><source>按供电电压与变压器容量</source><translation>by supply voltage and rating</translation></message>
<message><source>按允许停电时间</source><translation>by the permitted outage</translation></message>
<message><source>按勘查登记：{}</source><translation>As surveyed: {}</translation></message>
<message><source>按各相有功：max|P−P平均|/P平均，仅取不低于最大平均值 20 % 的 {0} 个时刻</source><translation>of active power: max|P−Pmean|/Pmean, of the {0} moments at 20 % of the highest mean or more</translation></message>
<message><source>按哪里的峰谷时段</source><translation>Tariff periods of</translation></message>
<message><source>按声明和现场核实的许可证判定；不符的，对应检查项不能判为合格。</source><translation>Judged by the licences of the statement and those seen on site; where one does not do, the item cannot pass.</translation></message>
<message><source>按客户分级</source><translation>by the class of the customer</translation></message>
<message><source>按容量</source><translation>By capacity</translation></message>
<message><source>按平均功率推算；实测 {0} kWh（{1} 天）</source><translation>reckoned from the mean; measured {0} kWh ({1} days)</translation></message>
<message><source>按时间</source><translation>Time</translation></message>
<message><source>按最大需量</source><translation>By maximum demand</translation></message>
<message><source>按每段起止时刻划分，跨界的按时间比例</source><translation>by the times of each interval; across a border by time</translation></message>
<message><source>按活动需要配置（双电源或移动电源）</source><translation>as the activity needs: two sources or a mobile set</translation></message>
<message><source>按申请所填；申请未填写“无”</source><translation>As in the application; write “none” where it says nothing</translation></message>
<message><source>按电量加权；最低 {0}（{1}）</source><translation>weighted by energy; lowest {0} ({1})</translation></message>
<message><source>损坏的文件在 {}。</source><translation>The damaged files are in {}.</translation></message>
<message><source>换仪表</source><translation>Another instrument</translation></message>
<message><source>排查问题时发给管理员。只有版本、设置、计数和出错位置，没有客户资料。</source><translation>For the administrator when something goes wrong. Only versions, settings, counts and places of errors; no customer data.</translation></message>
<message><source>排水坡度</source><translation>Drain slope</translation></message>
<message><source>排管、沟道与预埋管</source><translation>Ducts, trenches, pipes</translation></message>
<message><source>排管排水坡度</source><translation>duct drainage slope</translation></message>
<message><source>排管覆土深度</source><translation>Duct cover depth</translation></message>
<message><source>排管顶部覆土</source><translation>soil cover over duct bank</translation></message>
<message><source>接入方式</source><translation>Connection</translation></message>
<message><source>接入杆号／分支箱号</source><translation>Pole or box</translation></message>
<message><source>接入点</source><translation>Connection point</translation></message>
<message><source>接入点坐标（纬度、经度）</source><translation>Position of the connection (latitude, longitude)</translation></message>
<message><source>接入点最小短路容量</source><translation>Minimum short-circuit capacity at PCC</translation></message>
<message><source>接入点（台区、杆号或分支箱）</source><translation>Connection point</translation></message>
<message><source>接入相别</source><translation>Connected to</translation></message>
<message><source>接入系统方案</source><translation>Connection to the grid</translation></message>
<message><source>接入系统设计</source><translation>design of the connection to the grid</translation></message>
<message><source>接在哪里</source><translation>Where it is</translation></message>
<message><source>接地与过电压保护</source><translation>Earthing and overvoltage</translation></message>
<message><source>接地与防雷</source><translation>Earthing and lightning</translation></message>
<message><source>接地体埋深</source><translation>Electrode depth</translation></message>
<message><source>接地体顶面埋深</source><translation>earth electrode top depth</translation></message>
<message><source>接地故障电流</source><translation>Earth-fault current</translation></message>
<message><source>接地材料规格、镀锌（或铜）</source><translation>Earthing material size and galvanising</translation></message>
<message><source>接地条件（土壤电阻率）</source><translation>Soil resistivity</translation></message>
<message><source>接地标识、色标、测试断接卡</source><translation>Earth marks and test clamps</translation></message>
<message><source>接地电阻</source><translation>Earth resistance</translation></message>
<message><source>接地电阻测试仪</source><translation>Earth tester</translation></message>
<message><source>接地电阻（季节换算后）</source><translation>Earth resistance (seasonally corrected)</translation></message>
<message><source>接地电阻（覆土前初测）</source><translation>Preliminary earth resistance</translation></message>
<message><source>接地线</source><translation>Earthing lead</translation></message>
<message><source>接地线截面</source><translation>Earthing conductor cross-section</translation></message>
<message><source>接地网</source><translation>Earthing grid</translation></message>
<message><source>接户线</source><translation>Service line</translation></message>
<message><source>接户线长度</source><translation>Length of service line</translation></message>
<message><source>接手的平板先“写出邀请”；移交的平板用这份邀请“移交工单”，写成只有接手人能打开的文件；接手的平板再“接收移交”，即可继续办理。联网后双方的记录各自送到中心，不会重复。</source><translation>The device that takes over writes an invitation first; the one that hands over uses it to write a file that only the invited one can open; that one takes it over and goes on. Once online both send their records to the centre, and nothing counts twice.</translation></message>
<message><source>接手邀请.kinvite</source><translation>take-over.kinvite</translation></message>
<message><source>接收用电服务信息</source><translation>Information about services</translation></message>
<message><source>接收移交</source><translation>Take a case over</translation></message>
<message><source>接收移交的工单</source><translation>Took over a case</translation></message>
<message><source>接电</source><translation>Connection</translation></message>
<message><source>接电前须签订供用电合同并结清上列费用；未列入本单的费用一律不收。</source><translation>Before connection the contract is signed and the fees above are settled; no other fee is charged.</translation></message>
<message><source>接电时目视检查，不单独检验</source><translation>looked at when the meter is connected</translation></message>
<message><source>接线与送电检查</source><translation>Checks and energisation</translation></message>
<message><source>接线检查未通过，不能送电</source><translation>Wiring is wrong</translation></message>
<message><source>接线检查正确</source><translation>Wiring checked</translation></message>
<message><source>接线检查正确（向量图）</source><translation>Wiring checked by vectors</translation></message>
<message><source>接线正确（向量图）</source><translation>Wiring verified by vectors</translation></message>
<message><source>控制电缆</source><translation>Control cable</translation></message>
<message><source>推荐或介绍</source><translation>Recommends</translation></message>
<message><source>推荐或介绍单位</source><translation>Recommends a unit</translation></message>
<message><source>提供时间</source><translation>Due at</translation></message>
<message><source>提到供电企业的关联单位</source><translation>Brings in an affiliate</translation></message>
<message><source>提到客户所选单位的名称</source><translation>Names a unit that the customer chose</translation></message>
<message><source>提到财物好处</source><translation>Mentions a benefit</translation></message>
<message><source>提示</source><translation>Info</translation></message>
<message><source>搜索</source><translation>Search</translation></message>
<message><source>搜索户名、地址、编号、电话</source><translation>Search name, address, number, phone</translation></message>
<message><source>搭接长度与宽度之比</source><translation>Overlap length to width</translation></message>
<message><source>搭接长度与直径之比</source><translation>Overlap length to diameter</translation></message>
<message><source>撤一笔</source><translation>Undo stroke</translation></message>
<message><source>撤回</source><translation>Take back</translation></message>
<message><source>撤回一笔</source><translation>Undo stroke</translation></message>
<message><source>撤回登记的材料</source><translation>Noted material taken back</translation></message>
<message><source>撤回登记：{}</source><translation>Take back: {}</translation></message>
<message><source>撤回这份登记</source><translation>Take this entry back</translation></message>
<message><source>撤销</source><translation>Undo</translation></message>
<message><source>支架间距与固定</source><translation>Support spacing and fixing</translation></message>
<message><source>收 {0} 条，发 {1} 条</source><translation>{0} received, {1} sent</translation></message>
<message><source>收到</source><translation>Received</translation></message>
<message><source>收到工单</source><translation>Case received</translation></message>
<message><source>收到的新规则没有启用：{}。请联系管理员。</source><translation>New rules came and are not used: {}. Please tell the administrator.</translation></message>
<message><source>收费依据</source><translation>Basis</translation></message>
<message><source>收起</source><translation>Fewer</translation></message>
<message><source>收起过程</source><translation>Close the steps</translation></message>
<message><source>改动 {} 处</source><translation>{} fields changed</translation></message>
<message><source>改进工单责任人</source><translation>Owner of the improvement</translation></message>
<message><source>改进期限</source><translation>Improvement due</translation></message>
<message><source>改进期限不能早于今天</source><translation>The improvement cannot be due before today</translation></message>
<message><source>放大</source><translation>Zoom in</translation></message>
<message><source>放大看曲线</source><translation>Look closer</translation></message>
<message><source>政务共享</source><translation>Government sharing</translation></message>
<message><source>政策禁止</source><translation>Forbidden by policy</translation></message>
<message><source>数值是</source><translation>A value is</translation></message>
<message><source>数值是标幺值，要有额定功率（倍率）才能换算成千瓦</source><translation>the values are per unit; kilowatts need the rating (multiplier)</translation></message>
<message><source>数值的含义</source><translation>What the values mean</translation></message>
<message><source>数字</source><translation>number</translation></message>
<message><source>数字和算法</source><translation>Numbers, formulas</translation></message>
<message><source>数字键盘</source><translation>Number pad</translation></message>
<message><source>数据中心</source><translation>Data centre</translation></message>
<message><source>数据完整率</source><translation>Coverage</translation></message>
<message><source>数据库</source><translation>database</translation></message>
<message><source>数据机房UPS</source><translation>IT load on UPS</translation></message>
<message><source>数据比配置说的少</source><translation>there is less data than the configuration says</translation></message>
<message><source>数据（DAT）</source><translation>Data (DAT)</translation></message>
<message><source>数量</source><translation>Quantity</translation></message>
<message><source>数量（容量）</source><translation>Quantity (capacity)</translation></message>
<message><source>整体、铭牌、计量、封印照片</source><translation>Photo set</translation></message>
<message><source>整定值</source><translation>Setting</translation></message>
<message><source>整改中</source><translation>Rectification</translation></message>
<message><source>整改前</source><translation>Before rectification</translation></message>
<message><source>整改前照片</source><translation>Photos before rectification</translation></message>
<message><source>整改完成后，由客户经理或营业厅人员为客户申请复检。</source><translation>After rectification, an account manager or the service hall asks for the re-inspection on behalf of the customer.</translation></message>
<message><source>整改应达到的要求（只写技术标准，不写单位和品牌）</source><translation>What must be achieved (technical standard only, no firm, no brand)</translation></message>
<message><source>整数</source><translation>whole number</translation></message>
<message><source>整柜工频耐压合格</source><translation>Assembly power-frequency withstand</translation></message>
<message><source>整组 n·q，取计量点功率因数达到目标的最小值；大于最小负荷时的无功须自动投切</source><translation>whole steps n·q, the fewest that reach the target at the meter; more than the reactive power at least load must switch by itself</translation></message>
<message><source>整组传动、信号、跳闸</source><translation>Trip with real breaker</translation></message>
<message><source>敷设后外护套绝缘</source><translation>Sheath insulation after laying</translation></message>
<message><source>敷设方式</source><translation>Laying</translation></message>
<message><source>文件</source><translation>Document</translation></message>
<message><source>文件不是所选的编码</source><translation>the file is not in the chosen encoding</translation></message>
<message><source>文件可能没有传完，请重新复制或导出。</source><translation>It may not have been copied to its end: copy or export it again.</translation></message>
<message><source>文件在预览之后变了</source><translation>the file has changed since it was previewed</translation></message>
<message><source>文件太大</source><translation>the file is too large</translation></message>
<message><source>文件太大，不是勘验通的单据，没有验证</source><translation>The file is too large to be a paper of Kanyan; it was not checked</translation></message>
<message><source>文件太大，内存不够</source><translation>the file is too large for the memory</translation></message>
<message><source>文件太大，这个 U 盘的格式（FAT32）放不下。请换一个 U 盘，或选择不带照片原件</source><translation>The file is too large for the format of this stick (FAT32). Use another one, or leave the original photos out</translation></message>
<message><source>文件夹 {} 不能写入，请换一个文件夹或检查权限。</source><translation>Nothing can be written in the folder {}; please choose another one or check its permissions.</translation></message>
<message><source>文件开头的内容</source><translation>The beginning of the file</translation></message>
<message><source>文件怎么读</source><translation>Reading</translation></message>
<message><source>文件打不开</source><translation>the file cannot be opened</translation></message>
<message><source>文件打不开或不是规定的格式</source><translation>the file cannot be read or is not in the form that is asked</translation></message>
<message><source>文件无法解析，读取进程已安全退出</source><translation>the file cannot be parsed; the reader ended safely</translation></message>
<message><source>文件无法读取或已损坏</source><translation>The file is damaged or cannot be read</translation></message>
<message><source>文件是空的</source><translation>the file is empty</translation></message>
<message><source>文件没有说明时标含义，按{0}时刻理解</source><translation>The file does not say what its time stamps mean; taken as {0}</translation></message>
<message><source>文件的写法</source><translation>How the file is written</translation></message>
<message><source>文件里有不止一块电表</source><translation>the file holds more than one meter</translation></message>
<message><source>文件里没有有功功率，也没有正向有功电量</source><translation>the file holds neither active power nor active energy drawn</translation></message>
<message><source>文件里没有有功功率，所以没有最大负荷、电量和负荷率；其他量已按原样保存。</source><translation>The file holds no active power, so there is no peak, energy or load factor; its other quantities are kept as they are.</translation></message>
<message><source>文件里没有签名私钥或它的证书；请换一个导出时含私钥的 .p12 文件</source><translation>The file holds no private key, or no certificate of it; choose a .p12 that was exported with its key</translation></message>
<message><source>文件：{0} 编码，{1}分隔，小数点为{2}，{3}。</source><translation> File: {0}, parted by {1}, decimal mark {2}, {3}.</translation></message>
<message><source>文件：电子表格，{}。</source><translation>File: a spreadsheet, {}.</translation></message>
<message><source>文字</source><translation>Text</translation></message>
<message><source>文字涉嫌指定或推荐单位，或缺少须写明的理由；请改写或写明理由后重新记录</source><translation>words may designate a unit, or lack the reason they want; reword them or give the reason, then record again</translation></message>
<message><source>文字涉嫌指定或推荐单位，请改写</source><translation>Seems to designate or recommend a unit: reword it</translation></message>
<message><source>文字编码</source><translation>Encoding</translation></message>
<message><source>文字过长</source><translation>The text is too long</translation></message>
<message><source>断电自启动带载试验</source><translation>Blackout start test</translation></message>
<message><source>断路器合闸弹跳</source><translation>Breaker bounce</translation></message>
<message><source>新申请</source><translation>New application</translation></message>
<message><source>新疆时间（UTC+6）</source><translation>Xinjiang time (UTC+6)</translation></message>
<message><source>新装</source><translation>New connection</translation></message>
<message><source>新规则没有启用：{}。仍按现有规则办理，请联系管理员。</source><translation>New rules are not used: {}. Those of before go on; please tell the administrator.</translation></message>
<message><source>方案</source><translation>Scheme</translation></message>
<message><source>方案制定</source><translation>Scheme drafting</translation></message>
<message><source>方案审批</source><translation>Scheme approval</translation></message>
<message><source>方案已确认</source><translation>Scheme confirmed</translation></message>
<message><source>方案已答复</source><translation>Scheme replied</translation></message>
<message><source>方案有效期延长</source><translation>Scheme validity extended</translation></message>
<message><source>方案版本</source><translation>Scheme version</translation></message>
<message><source>方案答复</source><translation>Scheme reply</translation></message>
<message><source>方案编制人员</source><translation>Scheme designer</translation></message>
<message><source>方案逾期失效</source><translation>Scheme expired</translation></message>
<message><source>施工、试验单位及资质</source><translation>Units and licences</translation></message>
<message><source>施工单位</source><translation>Construction unit</translation></message>
<message><source>施工单位应持有承装类许可证，请核实</source><translation>A construction unit needs the install category</translation></message>
<message><source>施工单位承装(修、试)许可证等级覆盖本工程电压</source><translation>Contractor licence covers this voltage</translation></message>
<message><source>施焊面数</source><translation>Welded sides</translation></message>
<message><source>旁边没有同名的 .cfg 配置文件</source><translation>there is no .cfg file of this name beside it</translation></message>
<message><source>旁边没有同名的 .dat 数据文件</source><translation>there is no .dat file of this name beside it</translation></message>
<message><source>无</source><translation>None</translation></message>
<message><source>无 N</source><translation>None N</translation></message>
<message><source>无功</source><translation>Reactive</translation></message>
<message><source>无功准确度等级</source><translation>Class of reactive energy</translation></message>
<message><source>无功功率</source><translation>Reactive power</translation></message>
<message><source>无功功率（kvar）</source><translation>Reactive power (kvar)</translation></message>
<message><source>无功取{}</source><translation>reactive power from {}</translation></message>
<message><source>无功同时系数 KΣQ</source><translation>Simultaneity of reactive power</translation></message>
<message><source>无功电能</source><translation>Reactive energy</translation></message>
<message><source>无功补偿</source><translation>Compensation</translation></message>
<message><source>无功补偿与低压</source><translation>Compensation and LV</translation></message>
<message><source>无功补偿与变压器</source><translation>Compensation and transformer</translation></message>
<message><source>无功补偿容量</source><translation>Reactive compensation</translation></message>
<message><source>无功补偿计算书</source><translation>Calculation of compensation</translation></message>
<message><source>无功起始示数</source><translation>Reactive reading</translation></message>
<message><source>无在途时限</source><translation>No running time limit</translation></message>
<message><source>无数据</source><translation>no data</translation></message>
<message><source>无欠费证明</source><translation>No-debt letters</translation></message>
<message><source>无水管、暖气管穿越带电区上方</source><translation>No water or steam pipe crosses above equipment</translation></message>
<message><source>无法使用</source><translation>it cannot be used</translation></message>
<message><source>无法读取</source><translation>it cannot be read</translation></message>
<message><source>无法辨认</source><translation>Unreadable</translation></message>
<message><source>无法进入现场</source><translation>No access to the site</translation></message>
<message><source>无读数</source><translation>no reading</translation></message>
<message><source>无需受电工程</source><translation>No customer's works needed</translation></message>
<message><source>日志</source><translation>Log</translation></message>
<message><source>日期</source><translation>Date</translation></message>
<message><source>日期 × 钟点</source><translation>Day × hour</translation></message>
<message><source>日期×钟点</source><translation>Day × hour</translation></message>
<message><source>日期列（时间列没有日期时）</source><translation>Date column (if apart)</translation></message>
<message><source>日期重复</source><translation>a day named twice</translation></message>
<message><source>时段依据：{0}</source><translation>Periods by: {0}</translation></message>
<message><source>时段依据：{0}；待核对原文</source><translation>Periods by: {0}; still to be checked against its text</translation></message>
<message><source>时段平均值</source><translation>mean of the interval</translation></message>
<message><source>时段结束</source><translation>the end of the interval</translation></message>
<message><source>时段起始</source><translation>the start of the interval</translation></message>
<message><source>时钟</source><translation>Clock</translation></message>
<message><source>时钟偏差</source><translation>Clock deviation</translation></message>
<message><source>时间</source><translation>Time</translation></message>
<message><source>时间倒退 {0} 处（首处第 {1} 行，可能是表钟复位），已按时间重排</source><translation>Time goes back: {0} (first: line {1}, perhaps the clock was reset); put in order</translation></message>
<message><source>时间列</source><translation>Time column</translation></message>
<message><source>时间取{}列</source><translation>Time from {}</translation></message>
<message><source>时间带有时差，已换算为北京时间</source><translation>times with an offset, made Beijing time</translation></message>
<message><source>时间戳</source><translation>Timestamp</translation></message>
<message><source>时间戳 {}：不可信</source><translation>Timestamp {}: not trusted</translation></message>
<message><source>时间戳 {}：有效</source><translation>Timestamp {}: good</translation></message>
<message><source>时间戳 {}：证书已到期，须由中心续期</source><translation>Timestamp {}: its certificate has ended; the centre has to renew it</translation></message>
<message><source>时间指哪一刻</source><translation>A time names</translation></message>
<message><source>时间按 {0} 时区换算为北京时间</source><translation>times of {0}, made Beijing time</translation></message>
<message><source>时间是{}时刻</source><translation>a time names the {}</translation></message>
<message><source>时间是谁的钟</source><translation>Whose clock it is</translation></message>
<message><source>时间间隔不一致</source><translation>the interval changes within the file</translation></message>
<message><source>时限</source><translation>Time limits</translation></message>
<message><source>明天上午</source><translation>Tomorrow morning</translation></message>
<message><source>明天下午</source><translation>Tomorrow afternoon</translation></message>
<message><source>星三角</source><translation>Star-delta</translation></message>
<message><source>春</source><translation>Spring</translation></message>
<message><source>是</source><translation>Yes</translation></message>
<message><source>是否收到</source><translation>Received</translation></message>
<message><source>是否移除</source><translation>Removed or not</translation></message>
<message><source>显示</source><translation>Display</translation></message>
<message><source>显示密码</source><translation>Show password</translation></message>
<message><source>普通</source><translation>Ordinary</translation></message>
<message><source>暂不支持这种照片格式</source><translation>this photo format is not supported</translation></message>
<message><source>暂不能供电</source><translation>Supply not possible yet</translation></message>
<message><source>暂停</source><translation>Pause</translation></message>
<message><source>暂停原因：{}</source><translation>Paused: {}</translation></message>
<message><source>暂停自动同步</source><translation>Pause automatic sync</translation></message>
<message><source>曲线和数字</source><translation>Curve</translation></message>
<message><source>更早的</source><translation>Earlier</translation></message>
<message><source>更正中</source><translation>Being corrected</translation></message>
<message><source>更正后的结论与已经生效的不同，不能用更正办理，请与退回的人联系</source><translation>after the correction it comes to another result than the one in force; a correction cannot do that, speak to whoever returned it</translation></message>
<message><source>更正并重新签字</source><translation>Correct and sign again</translation></message>
<message><source>最低偏差</source><translation>Lowest deviation</translation></message>
<message><source>最低分闸电压</source><translation>Lowest trip voltage</translation></message>
<message><source>最低动作电压</source><translation>Lowest operating voltage</translation></message>
<message><source>最低动作电压 ÷ 额定电压 × 100 %</source><translation>Lowest operating voltage ÷ rated voltage × 100 %</translation></message>
<message><source>最低可行供电电压</source><translation>Lowest possible supply voltage</translation></message>
<message><source>最低合闸电压</source><translation>Lowest closing voltage</translation></message>
<message><source>最多 6000 万像素、60 MB，请在相机设置里调低分辨率后重拍。</source><translation>At most 60 megapixels and 60 MB: lower the resolution in the camera’s settings and take it again.</translation></message>
<message><source>最大 {0} A</source><translation>at most {0} A</translation></message>
<message><source>最大 {0} kW</source><translation>highest {0} kW</translation></message>
<message><source>最大 {0} kW（{1}）</source><translation>highest {0} kW ({1})</translation></message>
<message><source>最大 {}</source><translation>Peak {}</translation></message>
<message><source>最大 ÷ 最小</source><translation>Largest ÷ smallest</translation></message>
<message><source>最大与最小电容之比</source><translation>Largest to smallest capacitance</translation></message>
<message><source>最大值</source><translation>Maximum</translation></message>
<message><source>最大单台电动机及起动方式</source><translation>Largest motor and starting method</translation></message>
<message><source>最大相与最小相之比</source><translation>Ratio of highest to lowest phase</translation></message>
<message><source>最大负荷</source><translation>Peak load</translation></message>
<message><source>最大负荷 {0} kW（每 {1} 秒一个值，{2}）</source><translation>peak {0} kW (one value every {1} s, {2})</translation></message>
<message><source>最大需量</source><translation>Maximum demand</translation></message>
<message><source>最大需量 {0} kW（{1} 分钟滑差，{2} 止）</source><translation>maximum demand {0} kW (sliding over {1} min, until {2})</translation></message>
<message><source>最大需量 {0} kW，出现在 {1}</source><translation>maximum demand {0} kW at {1}</translation></message>
<message><source>最大需量（区间）</source><translation>Maximum demand (block)</translation></message>
<message><source>最大需量（滑差）</source><translation>Maximum demand (sliding)</translation></message>
<message><source>最小净距</source><translation>Smallest clearance</translation></message>
<message><source>最小负荷</source><translation>Lowest load</translation></message>
<message><source>最差 {0} {1}</source><translation>worst {0} {1}</translation></message>
<message><source>最接近的用户类型</source><translation>Most like</translation></message>
<message><source>最新的规则在本机已损坏，暂用{}。下次同步会重新取得。</source><translation>The newest rules are damaged on this tablet; in use for now: {}. The next sync fetches them again.</translation></message>
<message><source>最近一次与中心完全一致：{}</source><translation>Last time identical with the centre: {}</translation></message>
<message><source>最近使用 {}</source><translation>Last used {}</translation></message>
<message><source>最高偏差</source><translation>Highest deviation</translation></message>
<message><source>最高电压（kV）</source><translation>Highest voltage (kV)</translation></message>
<message><source>最高的一小时是 {0} {1} 起，平均 {2} kW</source><translation>The highest hour begins on {0} at {1}: {2} kW on average</translation></message>
<message><source>月份</source><translation>Month</translation></message>
<message><source>有</source><translation>Present</translation></message>
<message><source>有 {} 步操作没有读出，请核对最近的工作。</source><translation>{} steps could not be read; please check your latest work. </translation></message>
<message><source>有 {} 路没有变比，按 1 计算，请核对。</source><translation>{} channels have no ratio; 1 was taken. Please check.</translation></message>
<message><source>有一个文件已损坏或缺失，已列入“需要处理”。若还在现场，请重新拍摄。</source><translation>A file is damaged or missing and is listed under “Needs attention”. If you are still on site, take it again.</translation></message>
<message><source>有事项需要您处理，其余照常收发。</source><translation>Something needs your attention; everything else goes on.</translation></message>
<message><source>有仪器已超过检定有效期，它的读数不能判为合格。</source><translation>An instrument is past its calibration date; its readings cannot support a pass.</translation></message>
<message><source>有内容等待发送，联网后自动发送。</source><translation>Work is waiting; it goes out as soon as there is a network.</translation></message>
<message><source>有冲突</source><translation>in conflict</translation></message>
<message><source>有冲突需要您选择</source><translation>There are conflicts for you to settle</translation></message>
<message><source>有功</source><translation>Active</translation></message>
<message><source>有功准确度等级</source><translation>Class of active energy</translation></message>
<message><source>有功功率</source><translation>Active power</translation></message>
<message><source>有功功率三相相加：{}</source><translation>active power the sum of {}</translation></message>
<message><source>有功功率与 √3·U·I·cosφ 相差超过 5 %，请核对读数</source><translation>The power differs from sqrt(3) U I cos(phi) by more than 5 %</translation></message>
<message><source>有功功率取{}</source><translation>active power from {}</translation></message>
<message><source>有功功率（kW）</source><translation>Active power (kW)</translation></message>
<message><source>有功同时系数 KΣP</source><translation>Simultaneity of active power</translation></message>
<message><source>有功电能</source><translation>Active energy</translation></message>
<message><source>有双（多）电源或自备电源的，接电前须签订双（多）电源或自备电源协议，闭锁装置检验合格后方可投运。</source><translation>Several or own sources need an agreement and an interlock that has passed.</translation></message>
<message><source>有外线（配套）工程</source><translation>External works needed</translation></message>
<message><source>有审查项目不符合，不能出具合格结论</source><translation>An item has an issue</translation></message>
<message><source>有异议</source><translation>Objects</translation></message>
<message><source>有影响电能质量的特殊负荷</source><translation>Has disturbing loads</translation></message>
<message><source>有效</source><translation>Valid</translation></message>
<message><source>有效/低电阻接地系统接地阻抗</source><translation>effectively (or low-resistance) earthed HV system</translation></message>
<message><source>有效值</source><translation>RMS</translation></message>
<message><source>有效时段不足 95 %</source><translation>less than 95 % of the intervals valid</translation></message>
<message><source>有效期应晚于答复日期</source><translation>It must hold beyond the reply</translation></message>
<message><source>有效期至</source><translation>Valid to</translation></message>
<message><source>有效期至 {}</source><translation>valid to {}</translation></message>
<message><source>有效期至，如 2030-12-31（长期可不填）</source><translation>Valid to, as 2030-12-31 (empty: without end)</translation></message>
<message><source>有效期请按 2026-12-01 的样子填写</source><translation>give the last day as 2026-12-01</translation></message>
<message><source>有数据损坏。请联系管理员，不要删除任何文件。</source><translation>Some data are damaged. Please ask the administrator and do not delete any files.</translation></message>
<message><source>有数的时间/全部时间</source><translation>time with values / all the time</translation></message>
<message><source>有机拉杆绝缘</source><translation>Organic rod insulation</translation></message>
<message><source>有机绝缘拉杆绝缘电阻</source><translation>organic operating rod insulation resistance</translation></message>
<message><source>有水淹风险</source><translation>May be flooded</translation></message>
<message><source>有特殊负荷的客户</source><translation>with disturbing loads</translation></message>
<message><source>有的年份节假日安排未公布，休息日按周六、周日暂定</source><translation>a year's days off are not published; Saturday and Sunday are taken for them</translation></message>
<message><source>有自备电源或双（多）电源的客户</source><translation>with own or several sources</translation></message>
<message><source>有自己的签名证书（.p12）时，本人登录签字用它，每次输入密码；没有时用本机的证书。</source><translation>With a signing key of your own (.p12) you sign with it when you are signed in, by its password each time; without one the tablet's key signs.</translation></message>
<message><source>有谐波、冲击、波动或不对称负荷的，治理装置应与受电工程同步设计、施工、投运。</source><translation>Measures against disturbing loads are built together with the works.</translation></message>
<message><source>有问题</source><translation>Issue</translation></message>
<message><source>服务态度</source><translation>Attitude</translation></message>
<message><source>服务承诺</source><translation>Promise</translation></message>
<message><source>服务热线 95598，能源监管投诉举报热线 12398。</source><translation>Hotline 95598, regulator 12398.</translation></message>
<message><source>木工机械</source><translation>woodworking machines</translation></message>
<message><source>未交底</source><translation>Not briefed</translation></message>
<message><source>未作安全交底不能开始勘查</source><translation>Nobody begins without a briefing</translation></message>
<message><source>未使用国家明令淘汰的电力设备</source><translation>No equipment that the state has banned</translation></message>
<message><source>未填户名</source><translation>No name yet</translation></message>
<message><source>未完成</source><translation>Open</translation></message>
<message><source>未开始</source><translation>Not begun</translation></message>
<message><source>未查到</source><translation>Not found</translation></message>
<message><source>未知接入点短路容量、供电设备容量</source><translation>short-circuit capacity and supplying capacity of the point are not known</translation></message>
<message><source>未经许可未打开带电设备</source><translation>No live equipment opened without permission</translation></message>
<message><source>未通过</source><translation>Not passed</translation></message>
<message><source>未销号缺陷</source><translation>Open defects</translation></message>
<message><source>末读数 − 首读数（已乘倍率）</source><translation>last less first reading (multiplied)</translation></message>
<message><source>本供电方案自答复之日起在下列有效期内有效；在有效期届满 10 日前可书面申请延期，逾期未开工且未延期的，方案失效。</source><translation>The scheme holds until the day given below; an extension is asked for in writing at least 10 days before.</translation></message>
<message><source>本周</source><translation>This week</translation></message>
<message><source>本工单</source><translation>This case</translation></message>
<message><source>本工单的 {} 个文件（照片原件等）已从本机清理，中心和它的备份里都有。</source><translation>{} files of this case (originals of photos and the like) were cleaned from this device; the centre and its backup have them.</translation></message>
<message><source>本工单的客户经理不能作为竣工检验的唯一签字人；请加上另一名检验人员</source><translation>The account manager of the case may not sign a completion inspection alone</translation></message>
<message><source>本户{0}</source><translation>This customer, {0}</translation></message>
<message><source>本户属于需中间检查范围（重要用户/特殊负荷/约定）</source><translation>Customer is within interim-inspection scope</translation></message>
<message><source>本方人员或装备</source><translation>Our people or equipment</translation></message>
<message><source>本机内容照旧，联网时照常发送。</source><translation>Nothing changes here; it is sent as ever once online.</translation></message>
<message><source>本机备份</source><translation>Backup on this device</translation></message>
<message><source>本机存储</source><translation>Storage on this device</translation></message>
<message><source>本机存储空间不多了（不足 500 MB）。请尽快同步，再到“设置”的“本机存储”清理，并清理其他程序的文件。</source><translation>Room on this device is getting short (less than 500 MB). Sync soon, clean under “Storage on this device” in the settings, and delete files of other programs.</translation></message>
<message><source>本机时钟曾经倒退：{0} 晚于现在的时间</source><translation>The clock of this device went back: {0} is later than now</translation></message>
<message><source>本机没有这个工单</source><translation>This device does not have this case</translation></message>
<message><source>本机没有这份单据，不知道它是否已有新版；可向中心查询。</source><translation>This tablet does not have this paper, so it does not know of a newer version; ask the centre.</translation></message>
<message><source>本机登录</source><translation>Signed in on this device</translation></message>
<message><source>本机登录只认登录本机的人；请核对工作证，由本人签字</source><translation>A login is that of whoever is signed in to this tablet; check the work card and let the person sign</translation></message>
<message><source>本机的这个文件已损坏。若还在现场，请重新拍摄；否则请联系管理员从备份恢复。</source><translation>This file is damaged on this device. If you are still on site, take it again; otherwise ask the administrator to restore it from a backup.</translation></message>
<message><source>本机程序</source><translation>the program on this device</translation></message>
<message><source>本机程序不认识这一步；请先升级程序，再重新办理</source><translation>this program does not know this step; update it, then try again</translation></message>
<message><source>本机编号</source><translation>Device</translation></message>
<message><source>本机还没有“{0}”的 {1} 版，这份内容要按它显示。请联网同步，它会随新规则一起取来；同步后仍这样提示，请联系管理员。其他工单照常办理。</source><translation>“{0}” is not on this tablet in version {1}, which this record goes by. Sync while there is a network: it comes with the new rules. If it is still missing then, tell the administrator. Other cases are not affected.</translation></message>
<message><source>本机还没有中心的收件密钥。请先联网同步一次，以后就可以用 U 盘</source><translation>This device does not have the centre's key yet. Sync online once; from then on a stick will do</translation></message>
<message><source>本机还没有加入中心，内容只在本机。</source><translation>This device has not joined a centre; everything is on this device only.</translation></message>
<message><source>本机还没有加入中心，还不能用 U 盘交换。请先联网加入一次</source><translation>This device has not joined a centre, so it cannot use a stick yet. Join online once</translation></message>
<message><source>本机还没有签名证书，请先联网登录一次</source><translation>This device has no signing certificate yet; please sign in once with a network</translation></message>
<message><source>机械与电气</source><translation>Mechanical and electrical</translation></message>
<message><source>机械与电气闭锁，禁止并列与反送电</source><translation>Mechanical and electrical interlock; no paralleling, no back-feed</translation></message>
<message><source>机械闭锁</source><translation>Mechanical interlock</translation></message>
<message><source>材料</source><translation>Material</translation></message>
<message><source>材料不齐，须补齐或按一证受理</source><translation>papers are missing; complete them or accept on a single document</translation></message>
<message><source>来自供电方案</source><translation>From the supply scheme</translation></message>
<message><source>来自审查或检验</source><translation>From a review or inspection</translation></message>
<message><source>来自客户申请</source><translation>From the customer's application</translation></message>
<message><source>来自现场勘查</source><translation>From the site survey</translation></message>
<message><source>来自系统</source><translation>From the system</translation></message>
<message><source>极性、变比、消谐装置</source><translation>Polarity, ratio, ferroresonance damper</translation></message>
<message><source>架空</source><translation>Overhead</translation></message>
<message><source>架空/电缆通道安全距离与占地协调</source><translation>Clearances and wayleaves on the route</translation></message>
<message><source>柜列数</source><translation>Rows of panels</translation></message>
<message><source>柜型、回路排列、母线与一次图一致</source><translation>Panels per single-line</translation></message>
<message><source>查看检验意见并签字</source><translation>See the opinion and sign</translation></message>
<message><source>查看缺项</source><translation>Show what is missing</translation></message>
<message><source>查看证件号</source><translation>Show identity number</translation></message>
<message><source>查看诊断内容</source><translation>Show diagnostics</translation></message>
<message><source>查询平台</source><translation>Where it was looked up</translation></message>
<message><source>查询时间</source><translation>Queried at</translation></message>
<message><source>查询时间不能晚于现在，请按实际查询的时刻填写</source><translation>It cannot have been looked up in the future</translation></message>
<message><source>查询结果截图</source><translation>Picture of the result</translation></message>
<message><source>查验营业执照</source><translation>Business licence seen</translation></message>
<message><source>查验身份证件</source><translation>Identity card seen</translation></message>
<message><source>柱上</source><translation>Pole-mounted</translation></message>
<message><source>柴油发电机</source><translation>Diesel generator</translation></message>
<message><source>柴油机组</source><translation>diesel set</translation></message>
<message><source>标准</source><translation>Normal</translation></message>
<message><source>标准一次电流中正常电流最接近其 60 % 者</source><translation>standard primary of which the normal current is closest to 60 %</translation></message>
<message><source>标准容量中负载率在推荐范围内的最小值</source><translation>smallest standard rating within the load rate</translation></message>
<message><source>标准容量均不在推荐负载率内，需专门选型</source><translation>no standard rating lies within the load rate: to be chosen specially</translation></message>
<message><source>标幺值</source><translation>per unit</translation></message>
<message><source>标志桩位置与间距</source><translation>Route marker spacing</translation></message>
<message><source>标志桩间距</source><translation>Spacing of marker posts</translation></message>
<message><source>标称 {0} kV，最小短路容量 {1} MVA，协议容量 {2} MVA，供电设备容量 {3} MVA</source><translation>nominal {0} kV, minimum short-circuit capacity {1} MVA, agreed capacity {2} MVA, supplying capacity {3} MVA</translation></message>
<message><source>标称 {} kV</source><translation>Nominal {} kV</translation></message>
<message><source>标称电压</source><translation>Nominal voltage</translation></message>
<message><source>标识</source><translation>Identification</translation></message>
<message><source>校验位</source><translation>Parity</translation></message>
<message><source>核定供电电压</source><translation>Supply voltage</translation></message>
<message><source>核定容量</source><translation>Capacity confirmed</translation></message>
<message><source>核定用电类别</source><translation>Use class confirmed</translation></message>
<message><source>核定行业分类（GB/T 4754）</source><translation>Industry (GB/T 4754)</translation></message>
<message><source>核对容量</source><translation>Capacity checked</translation></message>
<message><source>核对工作证</source><translation>Work card checked</translation></message>
<message><source>核对授权经办人</source><translation>Known agent</translation></message>
<message><source>核对用电主体名称、证件与用电地址一致</source><translation>Applicant name, certificate and supply address agree</translation></message>
<message><source>核对身份证件</source><translation>Identity document checked</translation></message>
<message><source>框住的是十字线所在的 10 周波窗</source><translation>framed is the window of 10 cycles that the crosshair is in</translation></message>
<message><source>档案员</source><translation>Archivist</translation></message>
<message><source>档案室</source><translation>Archive</translation></message>
<message><source>桥形</source><translation>Bridge</translation></message>
<message><source>检定有效期至</source><translation>calibrated until </translation></message>
<message><source>检定有效期至，如 2027-03-31</source><translation>Calibrated until, e.g. 2027-03-31</translation></message>
<message><source>检查人员</source><translation>Inspector</translation></message>
<message><source>检查内容已事先告知客户</source><translation>Customer told in advance what is checked</translation></message>
<message><source>检查申请</source><translation>Request</translation></message>
<message><source>检查的隐蔽工程</source><translation>Concealed works inspected</translation></message>
<message><source>检查资格与资料</source><translation>Eligibility and documents</translation></message>
<message><source>检验</source><translation>Inspection</translation></message>
<message><source>检验人员</source><translation>Inspector</translation></message>
<message><source>检验仪器</source><translation>Instruments</translation></message>
<message><source>检验因现场不安全终止，没有出具意见；条件具备后再次到场。</source><translation>The inspection was stopped because the site is not safe; no opinion was issued. Visit again when it is.</translation></message>
<message><source>检验意见</source><translation>Inspection opinion</translation></message>
<message><source>检验意见单</source><translation>Inspection opinion</translation></message>
<message><source>槽钢基础平直度</source><translation>Channel-steel base straightness</translation></message>
<message><source>模拟量 {0} 路，开关量 {1} 路。</source><translation>{0} analog and {1} digital channels. </translation></message>
<message><source>横线为当月最大值；全程最大在 {0}，{1} kW</source><translation>The tick is the highest of the month; the highest of all is in {0}, {1} kW</translation></message>
<message><source>橡塑电缆交流耐压（20–300Hz）</source><translation>extruded cable AC withstand 20-300 Hz</translation></message>
<message><source>次数</source><translation>Order</translation></message>
<message><source>正向有功尖电能</source><translation>Active energy, import, critical</translation></message>
<message><source>正向有功峰电能</source><translation>Active energy, import, peak</translation></message>
<message><source>正向有功平电能</source><translation>Active energy, import, flat</translation></message>
<message><source>正向有功总最大需量</source><translation>Maximum demand, import</translation></message>
<message><source>正向有功总电能</source><translation>Active energy, import</translation></message>
<message><source>正向有功电能</source><translation>Active energy, import</translation></message>
<message><source>正向有功谷电能</source><translation>Active energy, import, valley</translation></message>
<message><source>正在从第一行核对…</source><translation>Checking from the first line…</translation></message>
<message><source>正在传文件</source><translation>Sending files</translation></message>
<message><source>正在写到 U 盘</source><translation>Writing to the stick</translation></message>
<message><source>正在分析…</source><translation>Analysing…</translation></message>
<message><source>正在加入照片 {0} / {1}</source><translation>Adding photo {0} / {1}</translation></message>
<message><source>正在发送记录</source><translation>Sending records</translation></message>
<message><source>正在取回文件</source><translation>Fetching files</translation></message>
<message><source>正在同步</source><translation>Syncing</translation></message>
<message><source>正在同步，可以继续工作。</source><translation>Syncing; you can go on working.</translation></message>
<message><source>正在处理 {} 项…</source><translation>Working on {}…</translation></message>
<message><source>正在恢复…</source><translation>Restoring…</translation></message>
<message><source>正在打印</source><translation>Printing</translation></message>
<message><source>正在打印别的报告。请等它打完，或先按“停止”，再打印这些。</source><translation>Other papers are being printed. Wait until they are done, or press “Stop” first; then print these.</translation></message>
<message><source>正在打开…</source><translation>Opening…</translation></message>
<message><source>正在按您的要求同步一次；自动同步已暂停。</source><translation>Syncing once as you asked; automatic sync is paused.</translation></message>
<message><source>正在接收中心的更新</source><translation>Receiving updates from the centre</translation></message>
<message><source>正在用按流量计费的网络，{} 张原片等 Wi-Fi 再传（可在设置中改）。</source><translation>This network is metered: {} originals wait for Wi-Fi (see settings).</translation></message>
<message><source>正在解锁…</source><translation>Unlocking…</translation></message>
<message><source>正在读取…</source><translation>Reading…</translation></message>
<message><source>正在读负荷记录…</source><translation>Reading the load record…</translation></message>
<message><source>正在连接 {}…</source><translation>Connecting to {}…</translation></message>
<message><source>正在连接中心…</source><translation>Connecting to the centre…</translation></message>
<message><source>正常</source><translation>good</translation></message>
<message><source>正常电流占一次电流</source><translation>Normal current over the primary</translation></message>
<message><source>正常负荷电流</source><translation>Normal load current</translation></message>
<message><source>正常负荷电流 ÷ 额定一次电流</source><translation>Normal load current ÷ rated primary current</translation></message>
<message><source>正常负荷电流占比</source><translation>Share of normal load current</translation></message>
<message><source>母线电压</source><translation>Busbar voltage</translation></message>
<message><source>母线相间对地净距</source><translation>Bus clearance</translation></message>
<message><source>母线绝缘电阻</source><translation>Bus insulation</translation></message>
<message><source>每 {0} 分钟一点的最大值：凑不成 15 分钟的窗口</source><translation>highest of a value every {0} min: these make no 15 min window</translation></message>
<message><source>每 {0} 秒一点的最大值</source><translation>highest of the values every {0} s</translation></message>
<message><source>每 {0}一点，共 {1} 点，{2}</source><translation>every {0}, {1} points, {2}</translation></message>
<message><source>每 {1} 秒起算一个 {0} 秒窗口，窗口平均值的最大者；共 {2} 个窗口，有效样本不足 90 % 的 {3} 个不计</source><translation>highest mean of a window of {0} s that begins every {1} s; {2} windows, {3} with less than 90 % of valid samples left out</translation></message>
<message><source>每侧超出宽度</source><translation>Overlap on each side</translation></message>
<message><source>每台变压器都达到的次数；首次保持 10 min 以上</source><translation>Reached by each transformer; hold the first for 10 min or more</translation></message>
<message><source>每小时变动次数</source><translation>Changes per hour</translation></message>
<message><source>每根保护管弯头数</source><translation>bends per conduit</translation></message>
<message><source>每根管弯头数</source><translation>Number of bends per pipe</translation></message>
<message><source>每次申请只告知一次；再次告知计入一次性告知违例</source><translation>One notice an application; another one counts as a breach</translation></message>
<message><source>每秒 {}</source><translation>{} a second</translation></message>
<message><source>每米偏差</source><translation>Deviation per metre</translation></message>
<message><source>每路电源须到现场核对</source><translation>Each source is looked at on site</translation></message>
<message><source>江苏 工业</source><translation>Jiangsu, industry</translation></message>
<message><source>没有</source><translation>None</translation></message>
<message><source>没有一档标准一次电流同时合于额定电流与正常电流，请核对容量</source><translation>no standard primary fits both the rated and the normal current: check the capacity</translation></message>
<message><source>没有允许值</source><translation>nothing permitted is known</translation></message>
<message><source>没有写“无”</source><translation>Write “none” where there is none</translation></message>
<message><source>没有写明是哪一年</source><translation>it does not say which year</translation></message>
<message><source>没有功率</source><translation>no power</translation></message>
<message><source>没有功率列，由各时段电量除以时长得出</source><translation>no column of power: energy of each interval over its length</translation></message>
<message><source>没有功率列，由电能表示值之差除以时长得出</source><translation>no column of power: difference of register readings over the time</translation></message>
<message><source>没有功率，也没有电压质量，分析不出什么。</source><translation>There is neither power nor voltage quality in it, so there is nothing to analyse.</translation></message>
<message><source>没有可以清理的，没有改动任何文件。</source><translation>There is nothing to clean; no file was changed.</translation></message>
<message><source>没有可用的数据行</source><translation>no usable rows</translation></message>
<message><source>没有名为“{1}”的寄存器表。请从列表中选择，或用 --map-file 指定。</source><translation>There is no register map “{1}”. Choose from the list, or give one with --map-file.</translation></message>
<message><source>没有名为“{1}”的读数项。请用 --list-items 查看可读的项目。</source><translation>There is no item “{1}”. See --list-items for what can be read.</translation></message>
<message><source>没有名为此列的表头</source><translation>no column has this name</translation></message>
<message><source>没有导入负荷曲线，未与实测比较</source><translation>No load curve has been imported: not compared with measurement</translation></message>
<message><source>没有待办事项</source><translation>Nothing to do</translation></message>
<message><source>没有找到串口 {0}。请插好通信线，再从列表中重新选择。</source><translation>There is no serial port {0}. Plug the cable in, then choose from the list again.</translation></message>
<message><source>没有找到完好的备份。原库中还能读出待发送修改 {0} 项、草稿 {1} 处。请不要删除文件夹 {2}，联系管理员。</source><translation>No sound backup was found. {0} changes to be sent and {1} drafts can still be read. Do not delete the folder {2}; call your administrator.</translation></message>
<message><source>没有找到完好的备份，没有改动任何文件。请不要删除文件夹 {}，联系管理员。</source><translation>No sound backup was found; no file was changed. Do not delete the folder {}; call your administrator.</translation></message>
<message><source>没有找到时间列</source><translation>no time column found</translation></message>
<message><source>没有找到有功功率列</source><translation>no active-power column found</translation></message>
<message><source>没有找到表头</source><translation>no header found</translation></message>
<message><source>没有找到这份记录。可能还没有同步到本机，请同步后再试。</source><translation>This record was not found. It may not be on this device yet; please sync and try again.</translation></message>
<message><source>没有找到这样的工单。</source><translation>No such case.</translation></message>
<message><source>没有找到，请选择</source><translation>Not found, please choose</translation></message>
<message><source>没有有功功率</source><translation>no active power</translation></message>
<message><source>没有有功功率，只作电能质量记录</source><translation>no active power: a record of power quality alone</translation></message>
<message><source>没有权限打开串口 {0}。请管理员把您加入串口用户组（Linux 一般是 dialout），重新登录后再试。</source><translation>You may not open the serial port {0}. Ask an administrator to add you to the group of serial ports (on Linux mostly dialout), sign in again and retry.</translation></message>
<message><source>没有测无功</source><translation>no reactive power was measured</translation></message>
<message><source>没有用到的列：{0}</source><translation>Columns not used: {0}</translation></message>
<message><source>没有签名</source><translation>There is no signature</translation></message>
<message><source>没有缺数</source><translation>nothing missing</translation></message>
<message><source>没有网络时，把工单交给另一台平板</source><translation>No network: give a case to another device</translation></message>
<message><source>没有网络时，用 U 盘交换</source><translation>No network? Exchange by stick</translation></message>
<message><source>没有表头</source><translation>no header</translation></message>
<message><source>没有说明仪表接在哪里。请选择串口，或填写主机和端口。</source><translation>It is not said where the instrument is. Choose a serial port, or enter host and port.</translation></message>
<message><source>没有超过 0.1 % 的谐波。</source><translation>No harmonic is above 0.1 %.</translation></message>
<message><source>没有这个时区</source><translation>there is no such time zone</translation></message>
<message><source>没有这样的报告。</source><translation>No such report.</translation></message>
<message><source>没有这样的时间</source><translation>there is no such time</translation></message>
<message><source>没有这样的留痕。</source><translation>There are no such lines.</translation></message>
<message><source>没有这种材料，请从清单中选择</source><translation>there is no such material; choose one of the list</translation></message>
<message><source>没有选中的值仍留在历史里，不会丢。</source><translation>The value you do not choose stays in the history; nothing is lost.</translation></message>
<message><source>没有采样点</source><translation>there are no samples</translation></message>
<message><source>没有采样率，时间列也不可用</source><translation>there is no sampling rate, and the column of times is of no use</translation></message>
<message><source>没有限值</source><translation>no limit</translation></message>
<message><source>没有需要处理的事项。</source><translation>Nothing needs your attention.</translation></message>
<message><source>没有需要复检的内容；如有新情况，请按新的检验办理</source><translation>there is nothing to look at again; if there is something new, begin a new inspection</translation></message>
<message><source>油位、渗漏、呼吸器、瓦斯继电器、压力释放</source><translation>Oil level, leaks, breather, Buchholz</translation></message>
<message><source>油坑/挡油设施与鹅卵石层</source><translation>Oil pit and pebble layer</translation></message>
<message><source>油浸式</source><translation>Oil-immersed</translation></message>
<message><source>油浸式换算至 20 ℃：R20 = Rt × 1.5^((t − 20) ÷ 10)，整 5 ℃ 查表；干式不换算</source><translation>Oil-immersed, at 20 ℃: R20 = Rt × 1.5^((t − 20) ÷ 10), by table at each 5 ℃; dry-type as measured</translation></message>
<message><source>油温或器身温度</source><translation>Oil or body temperature</translation></message>
<message><source>泄漏电流三相不平衡系数</source><translation>leakage max/min ratio</translation></message>
<message><source>泄漏电流（最大相）</source><translation>Leakage current (worst phase)</translation></message>
<message><source>法定上限</source><translation>Legal limit</translation></message>
<message><source>法定节假日没有列为休息</source><translation>a public holiday is not listed as off</translation></message>
<message><source>法规</source><translation>Regulation</translation></message>
<message><source>波动</source><translation>Fluctuating</translation></message>
<message><source>波形（一次值）</source><translation>Waveforms (primary values)</translation></message>
<message><source>波特率</source><translation>Baud rate</translation></message>
<message><source>注入PCC谐波电流允许值</source><translation>permitted harmonic current at PCC at base short-circuit capacity</translation></message>
<message><source>注入接入点的谐波电流与允许值</source><translation>Harmonic currents into the connection point, and what is permitted</translation></message>
<message><source>注入的谐波电流与允许值</source><translation>Harmonic currents injected and permitted</translation></message>
<message><source>注意：{}</source><translation>Note: {}</translation></message>
<message><source>泵、空压机、电动发电机组</source><translation>pumps compressors motor-generators</translation></message>
<message><source>派工员</source><translation>Dispatcher</translation></message>
<message><source>浅色</source><translation>Light</translation></message>
<message><source>测点电压等级与供电电压不同</source><translation>measured at another voltage than that of the supply</translation></message>
<message><source>测点（相）</source><translation>Phase</translation></message>
<message><source>测距仪</source><translation>Rangefinder</translation></message>
<message><source>测量值</source><translation>Measured value</translation></message>
<message><source>测量时间</source><translation>Measured</translation></message>
<message><source>涂红处没有采样</source><translation>where it is red there are no samples</translation></message>
<message><source>消防</source><translation>fire</translation></message>
<message><source>消防工况</source><translation>In a fire</translation></message>
<message><source>消防工况无功</source><translation>Reactive power in a fire</translation></message>
<message><source>消防工况有功</source><translation>Active power in a fire</translation></message>
<message><source>消防工况视在</source><translation>Apparent power in a fire</translation></message>
<message><source>消防设备（平时不计入）</source><translation>fire pumps and fans (excluded from normal load)</translation></message>
<message><source>消防通道畅通</source><translation>Fire access</translation></message>
<message><source>消防验收或备案及其他约定资料</source><translation>Fire acceptance or filing, and other agreed papers</translation></message>
<message><source>液压机</source><translation>hydraulic presses</translation></message>
<message><source>深色</source><translation>Dark</translation></message>
<message><source>深谷</source><translation>deep valley</translation></message>
<message><source>混合</source><translation>Mixed</translation></message>
<message><source>添加{}</source><translation>Add: {}</translation></message>
<message><source>添加照片</source><translation>Add photos</translation></message>
<message><source>清单中有保安负荷，方案须配自备应急电源</source><translation>Security loads need an own source</translation></message>
<message><source>清单中有谐波、冲击、波动或不平衡负荷</source><translation>the list has harmonic, impact, fluctuating or unbalanced loads</translation></message>
<message><source>清单范围</source><translation>What the list names</translation></message>
<message><source>清理已归档的文件</source><translation>Archived files cleaned</translation></message>
<message><source>清空</source><translation>Clear</translation></message>
<message><source>满意</source><translation>Satisfied</translation></message>
<message><source>潮湿环境</source><translation>Humid place</translation></message>
<message><source>火灾时切除</source><translation>cut off in a fire</translation></message>
<message><source>灭火器数量</source><translation>Extinguishers</translation></message>
<message><source>点“立即同步”，领取分派给您的工单。</source><translation>Press “Sync now” to get your cases.</translation></message>
<message><source>点一下看数值。</source><translation>Tap to read values.</translation></message>
<message><source>点一下看数值；两指缩放、移动。</source><translation>Tap to read values; two fingers zoom and move.</translation></message>
<message><source>点一下，跳到曲线上的那一刻。</source><translation>A tap jumps to that moment on the curve.</translation></message>
<message><source>点一行看公式、代入的数值、来源和依据。</source><translation>Tap a line to see its formula, inputs, origin and basis.</translation></message>
<message><source>点按</source><translation>Touch</translation></message>
<message><source>点焊机、缝焊机</source><translation>spot/seam welders</translation></message>
<message><source>点这里继续…</source><translation>Go on here…</translation></message>
<message><source>点（1.5）</source><translation>point (1.5)</translation></message>
<message><source>焊缝饱满、焊口防腐</source><translation>Weld quality and corrosion paint</translation></message>
<message><source>照片</source><translation>Photo</translation></message>
<message><source>照片 (*.jpg *.jpeg *.png);;所有文件 (*)</source><translation>Photos (*.jpg *.jpeg *.png);;All files (*)</translation></message>
<message><source>照片“{0}”的定位距用电地址约 {1} km</source><translation>Photo “{0}” was taken about {1} km away from the supply address</translation></message>
<message><source>照片“{0}”自带的拍摄时间 {1} 不在本次检验期间</source><translation>Photo “{0}” claims the time {1}, outside this visit</translation></message>
<message><source>照片不完整，可能没有拍完或没有传完</source><translation>the photo is incomplete; it may not have been fully taken or copied</translation></message>
<message><source>照片内容无法解码</source><translation>the photo cannot be decoded</translation></message>
<message><source>照片原件 {0} 个，{1}</source><translation>Originals of photos: {0} files, {1}</translation></message>
<message><source>照片原片</source><translation>Original photos</translation></message>
<message><source>照片和 PDF (*.jpg *.jpeg *.png *.pdf);;所有文件 (*)</source><translation>Pictures and PDF (*.jpg *.jpeg *.png *.pdf);;All files (*)</translation></message>
<message><source>照片和意见单文件不受影响。</source><translation>Photos and papers are not affected.</translation></message>
<message><source>照片和文件 {0} 个，占用 {1}</source><translation>{0} photos and files take {1}</translation></message>
<message><source>照片太大</source><translation>the photo is too large</translation></message>
<message><source>照片已移除。</source><translation>The photo was removed.</translation></message>
<message><source>熔断器额定与撞击器</source><translation>HV fuse rating and striker</translation></message>
<message><source>爆炸、火灾、腐蚀、高温、粉尘环境</source><translation>Explosive, fire, corrosive, hot or dusty surroundings</translation></message>
<message><source>版本</source><translation>Version</translation></message>
<message><source>版本不一致，请先升级{}。未发送的内容都会保留。</source><translation>The versions do not match; please update {} first. Unsent work is kept.</translation></message>
<message><source>特大</source><translation>Largest</translation></message>
<message><source>特殊用电场景</source><translation>Special situations</translation></message>
<message><source>特殊负荷提示</source><translation>Disturbing loads</translation></message>
<message><source>特殊负荷说明</source><translation>Description of disturbing loads</translation></message>
<message><source>特级重要</source><translation>Important, special grade</translation></message>
<message><source>独立避雷针接地</source><translation>Independent rod</translation></message>
<message><source>独立避雷针接地电阻</source><translation>independent lightning rod</translation></message>
<message><source>环网柜</source><translation>Ring main unit</translation></message>
<message><source>环节</source><translation>Limit</translation></message>
<message><source>现在</source><translation>Now</translation></message>
<message><source>现在可以再试。</source><translation>You can try again now.</translation></message>
<message><source>现在可以清理（{} 个已归档工单）：</source><translation>Can be cleaned now (of {} archived cases):</translation></message>
<message><source>现在没有可以清理的。</source><translation>There is nothing to clean now.</translation></message>
<message><source>现在没有网络。内容都已保存在本机，联网后自动发送。</source><translation>There is no network now. Everything is saved on this tablet and is sent by itself later.</translation></message>
<message><source>现在清理（腾出 {}）</source><translation>Clean now ({} back)</translation></message>
<message><source>现在连不上中心。内容都已保存在本机，有网络时再同步。</source><translation>The centre cannot be reached now. Everything is saved on this device; sync again when there is a network.</translation></message>
<message><source>现场</source><translation>On site</translation></message>
<message><source>现场、接入点、表计位置照片齐全</source><translation>Photo set complete (low voltage)</translation></message>
<message><source>现场不具备条件</source><translation>Site not ready</translation></message>
<message><source>现场不安全</source><translation>Site not safe</translation></message>
<message><source>现场不安全，中间检查终止</source><translation>Site not safe, interim inspection stopped</translation></message>
<message><source>现场与方案核对</source><translation>As built against the scheme</translation></message>
<message><source>现场了解</source><translation>Seen on site</translation></message>
<message><source>现场位置</source><translation>Position of the site</translation></message>
<message><source>现场值</source><translation>Site value</translation></message>
<message><source>现场值换算至出厂温度 R × (T + t厂) ÷ (T + t)，铜 T = 235、铝 T = 225；（换算值 − 出厂值）÷ 出厂值 × 100 %</source><translation>Site value at factory temperature R × (T + tf) ÷ (T + t), copper T = 235, aluminium T = 225; (converted − factory) ÷ factory × 100 %</translation></message>
<message><source>现场值（同温）</source><translation>Site value (same temperature)</translation></message>
<message><source>现场勘查</source><translation>Site survey</translation></message>
<message><source>现场勘查前</source><translation>Before the survey</translation></message>
<message><source>现场勘查单</source><translation>Site survey form</translation></message>
<message><source>现场勘查单写明接入点最小短路容量和公共连接点供电设备容量后，才能判定。</source><translation>They are judged once the site survey says the minimum short-circuit capacity at the connection point and the capacity that supplies the PCC.</translation></message>
<message><source>现场勘查完成</source><translation>Site survey completed</translation></message>
<message><source>现场勘查意见</source><translation>Survey opinion</translation></message>
<message><source>现场勘查检查表</source><translation>Site survey checklist</translation></message>
<message><source>现场危险点已告知并做好防护</source><translation>Hazards briefed, PPE worn</translation></message>
<message><source>现场填写</source><translation>entered on site</translation></message>
<message><source>现场安全</source><translation>Safety on site</translation></message>
<message><source>现场安全，可以勘查</source><translation>Site is safe to survey</translation></message>
<message><source>现场实测</source><translation>Measured on site</translation></message>
<message><source>现场容量与供电方案不一致，不能判为合格：请将相应检验项判为不合格并写明缺陷，或先办理供电方案变更再检验</source><translation>The capacity built is not that of the scheme, so this cannot pass: fail the item and note the defect, or have the scheme changed first</translation></message>
<message><source>现场容量与方案不一致的说明</source><translation>Why the capacity built differs from the scheme</translation></message>
<message><source>现场张贴</source><translation>Posted at the site</translation></message>
<message><source>现场无法进入</source><translation>the site cannot be entered</translation></message>
<message><source>现场核实</source><translation>Seen on site</translation></message>
<message><source>现场温度</source><translation>Site temperature</translation></message>
<message><source>现场照片</source><translation>Photos</translation></message>
<message><source>现场电源</source><translation>Sources as built</translation></message>
<message><source>现场电源与供电方案不一致，不能判为合格：请将相应检验项判为不合格并写明缺陷，或先办理供电方案变更再检验</source><translation>The sources built are not those of the scheme, so this cannot pass: fail the item and note the defect, or have the scheme changed first</translation></message>
<message><source>现场电源与方案不一致的说明</source><translation>Why the sources built differ from the scheme</translation></message>
<message><source>现场答复的供电方案</source><translation>Scheme replied on site</translation></message>
<message><source>现场联系人及电话</source><translation>On-site contact and phone</translation></message>
<message><source>现场联系人及电话、勘查时在场签字</source><translation>On-site contact present and phone recorded</translation></message>
<message><source>现场记录上传</source><translation>Upload of field records</translation></message>
<message><source>现有三相电流不平衡度</source><translation>Existing three-phase current unbalance</translation></message>
<message><source>现有供用电状况</source><translation>Existing supply</translation></message>
<message><source>现有容量</source><translation>Existing capacity</translation></message>
<message><source>现有容量大部分没有用到：实测最大 {0} {1}，只占现有容量 {2} {1} 的 {3} %，低于 {4} %。</source><translation>Most of what is there is not used: at most {0} {1} measured, only {3} % of {2} {1}, below {4} %.</translation></message>
<message><source>现有容量已接近用满：实测最大 {0} {1}，占现有容量 {2} {1} 的 {3} %，高于 {5} %。</source><translation>What is there is nearly used up: at most {0} {1} measured, {3} % of {2} {1}, above {5} %.</translation></message>
<message><source>现有容量已能满足计算负荷：计算所需 {0} {1}，占现有容量 {2} {1} 的 {3} %，不高于 {5} %；请核实增容的必要性。</source><translation>What is there already carries the load: {0} {1} are needed, {3} % of {2} {1}, not above {5} %; check whether more is necessary.</translation></message>
<message><source>现有容量的使用正常：实测最大 {0} {1}，占现有容量 {2} {1} 的 {3} %。</source><translation>What is there is used as usual: at most {0} {1} measured, {3} % of {2} {1}.</translation></message>
<message><source>现有户号、容量、电压、计量点</source><translation>Existing account no., capacity, voltage, meter points</translation></message>
<message><source>现有最大负荷电流（三相）</source><translation>Existing maximum current per phase</translation></message>
<message><source>现有负荷曲线已采集（电表/分析仪）</source><translation>Existing load curve captured</translation></message>
<message><source>现用：{}</source><translation>In use: {}</translation></message>
<message><source>理由（随记录保存，中心可见）</source><translation>Reason (kept with the record; the centre sees it)</translation></message>
<message><source>理由：{}</source><translation>Reason: {}</translation></message>
<message><source>生产班次</source><translation>Shifts</translation></message>
<message><source>生产班次与用电时段</source><translation>Shifts and operating hours</translation></message>
<message><source>生产用通风机</source><translation>process fans</translation></message>
<message><source>用 {0} 的证书签字，有效期至 {1}</source><translation>The key of {0} signs, until {1}</translation></message>
<message><source>用户名</source><translation>User name</translation></message>
<message><source>用本机的证书签字</source><translation>The tablet's key signs</translation></message>
<message><source>用来核对的证书文件读不出，意见单未作判断；请换中心的 ca.pem</source><translation>The certificate to check against cannot be read, so the paper was not judged; please use the ca.pem of the centre</translation></message>
<message><source>用电主体</source><translation>Applicant</translation></message>
<message><source>用电主体证明（身份证或营业执照）</source><translation>Identity (identity card or business licence)</translation></message>
<message><source>用电信息采集与通信的位置、管线预留</source><translation>Room and conduits reserved for data terminal and communication</translation></message>
<message><source>用电地址</source><translation>Address of supply</translation></message>
<message><source>用电地址或客户类别已变更，须重新勘查</source><translation>place or class has changed; the site has to be surveyed again</translation></message>
<message><source>用电地址物权或使用证明</source><translation>Title or right to use the site</translation></message>
<message><source>用电容量</source><translation>Capacity</translation></message>
<message><source>用电时段</source><translation>Operating hours</translation></message>
<message><source>用电核定</source><translation>Use as confirmed</translation></message>
<message><source>用电申请书</source><translation>Application for supply</translation></message>
<message><source>用电类别</source><translation>Use class</translation></message>
<message><source>用电类别与行业</source><translation>Use class and industry code</translation></message>
<message><source>用电设备</source><translation>Equipment</translation></message>
<message><source>用电设备清单</source><translation>Load list (F09)</translation></message>
<message><source>用电设备清单总容量</source><translation>Total of equipment list</translation></message>
<message><source>用电设备清单（F09）</source><translation>load list F09</translation></message>
<message><source>用电设备端子电压偏差</source><translation>voltage deviation at equipment terminals</translation></message>
<message><source>用电设备（F09）</source><translation>Equipment (F09)</translation></message>
<message><source>用电负荷清单及分布图</source><translation>Load list and distribution</translation></message>
<message><source>用电违反法律法规</source><translation>The use is against the law</translation></message>
<message><source>用电需求</source><translation>What is applied for</translation></message>
<message><source>用语已说明</source><translation>words explained</translation></message>
<message><source>用语待说明</source><translation>words unexplained</translation></message>
<message><source>用语被拦下</source><translation>words stopped</translation></message>
<message><source>用途</source><translation>Use</translation></message>
<message><source>由 {} 更正并重新签字</source><translation>To be corrected and signed again by {}</translation></message>
<message><source>由中心签发于 {0}　有效期至 {1}　本机启用于 {2}</source><translation>Signed by the centre {0}　good until {1}　in use here since {2}</translation></message>
<message><source>由何处至何处</source><translation>from where to where</translation></message>
<message><source>由供电企业取得</source><translation>Had by the utility itself</translation></message>
<message><source>由双方商定，供客户安排整改参考</source><translation>agreed by both, for the customer's planning</translation></message>
<message><source>由录波（{0}）算出：10 周波窗，每秒一点</source><translation>Reckoned from a recording ({0}): windows of 10 cycles, a point each second</translation></message>
<message><source>由法定或授权机构检定</source><translation>Verified by a legal or authorised body</translation></message>
<message><source>由电网规划提供；判定谐波电流用</source><translation>from grid planning; used to judge harmonic currents</translation></message>
<message><source>由监督人员保密登记</source><translation>Entered in confidence by the supervisor</translation></message>
<message><source>申报、计算、实测与现有容量对照</source><translation>Declared, reckoned, measured and existing capacity compared</translation></message>
<message><source>申请</source><translation>Application</translation></message>
<message><source>申请与核定类别一致</source><translation>Classes agree</translation></message>
<message><source>申请中间检查</source><translation>Interim inspection requested</translation></message>
<message><source>申请中间检查复检</source><translation>Interim re-inspection requested</translation></message>
<message><source>申请为高压单电源，电源数应为 1；如需多电源，请先变更客户类别</source><translation>A single-source customer has one source</translation></message>
<message><source>申请为高压双（多）电源，电源数应不少于 2</source><translation>A multi-source customer has two or more</translation></message>
<message><source>申请人</source><translation>Requester</translation></message>
<message><source>申请人类型</source><translation>Type of applicant</translation></message>
<message><source>申请受理</source><translation>Intake</translation></message>
<message><source>申请后总容量</source><translation>Capacity with what is applied for</translation></message>
<message><source>申请在现场填写、签字，联网后由营业窗口受理；现场登记不等于受理。</source><translation>Fill and sign it here; the service counter accepts it once you are online. Noting it here is not acceptance.</translation></message>
<message><source>申请容量</source><translation>Requested capacity</translation></message>
<message><source>申请容量与计算负荷相符：计算所需 {0} {1}，占申请后总容量 {2} {1} 的 {3} %，在 {4}–{5} % 之内，距上限还有 {6} {1}。</source><translation>What is applied for fits the load: {0} {1} are needed, {3} % of {2} {1}, within {4}–{5} %; {6} {1} are left to the upper bound.</translation></message>
<message><source>申请容量偏大：计算所需 {0} {1}，只占申请后总容量 {2} {1} 的 {3} %，低于 {4} %；按此负荷，{6} {1} 左右已够。</source><translation>More is applied for than the load needs: {0} {1}, only {3} % of {2} {1}, below {4} %; about {6} {1} would do.</translation></message>
<message><source>申请容量偏小：计算所需 {0} {1}，占申请后总容量 {2} {1} 的 {3} %，高于 {5} %；按此负荷，约需 {6} {1}。</source><translation>Less is applied for than the load needs: {0} {1}, {3} % of {2} {1}, above {5} %; about {6} {1} are needed.</translation></message>
<message><source>申请容量对照</source><translation>Capacity applied for, compared</translation></message>
<message><source>申请已退回补正，补正受理后才能出具意见</source><translation>The request was returned; it has to be taken first</translation></message>
<message><source>申请日期</source><translation>Requested on</translation></message>
<message><source>申请时自行声明，不另要证明</source><translation>declared in the application; no proof is wanted</translation></message>
<message><source>申请材料</source><translation>Application papers</translation></message>
<message><source>申请用电类别</source><translation>Use class applied for</translation></message>
<message><source>申请竣工复检</source><translation>Completion re-inspection requested</translation></message>
<message><source>申请编号</source><translation>Request number</translation></message>
<message><source>申请行业</source><translation>Industry applied for</translation></message>
<message><source>申请资料</source><translation>application</translation></message>
<message><source>申请资料清单</source><translation>Materials to hand in</translation></message>
<message><source>申请资料虚假</source><translation>False particulars</translation></message>
<message><source>电价类别</source><translation>Tariff</translation></message>
<message><source>电力外线工程</source><translation>External-line works</translation></message>
<message><source>电压</source><translation>Voltage</translation></message>
<message><source>电压不平衡度</source><translation>Unbalance of voltages</translation></message>
<message><source>电压互感器</source><translation>Voltage transformer</translation></message>
<message><source>电压互感器一次直流电阻偏差</source><translation>VT primary DC resistance deviation vs factory</translation></message>
<message><source>电压互感器二次直流电阻偏差</source><translation>VT secondary DC resistance deviation</translation></message>
<message><source>电压互感器变比</source><translation>Voltage transformer ratio</translation></message>
<message><source>电压偏差</source><translation>Voltage deviation</translation></message>
<message><source>电压变动</source><translation>Voltage change</translation></message>
<message><source>电压变动限值d</source><translation>voltage change limit</translation></message>
<message><source>电压回路</source><translation>Voltage circuit</translation></message>
<message><source>电压已乘互感器变比 {0}</source><translation>voltages multiplied by the transformer ratio {0}</translation></message>
<message><source>电压总畸变率（%）</source><translation>Voltage distortion (%)</translation></message>
<message><source>电压总谐波畸变率</source><translation>voltage THD (CP95, worst phase)</translation></message>
<message><source>电压损失</source><translation>Voltage drop</translation></message>
<message><source>电压损失百分数</source><translation>Voltage drop in percent</translation></message>
<message><source>电压检查</source><translation>Voltages</translation></message>
<message><source>电压比误差（取最大相）</source><translation>Ratio error (worst phase)</translation></message>
<message><source>电压等级</source><translation>Voltage</translation></message>
<message><source>电压（V）</source><translation>Voltage (V)</translation></message>
<message><source>电子件</source><translation>Electronic</translation></message>
<message><source>电子签名</source><translation>Electronic signature</translation></message>
<message><source>电子签名与个人信息同意书</source><translation>Consent form</translation></message>
<message><source>电子表格损坏或不完整</source><translation>the spreadsheet is damaged or incomplete</translation></message>
<message><source>电子表格有打开密码</source><translation>the spreadsheet has a password</translation></message>
<message><source>电子证照优先</source><translation>electronic licence first</translation></message>
<message><source>电容器相间电容比</source><translation>Capacitor phase ratio</translation></message>
<message><source>电容器组相电流差</source><translation>capacitor phase-current difference</translation></message>
<message><source>电容器组相间电容量最大最小比</source><translation>capacitor bank phase max/min</translation></message>
<message><source>电工作业操作证有效</source><translation>Electrician certificate valid</translation></message>
<message><source>电弧炉变压器</source><translation>arc furnace transformer</translation></message>
<message><source>电杆</source><translation>Pole</translation></message>
<message><source>电梯</source><translation>lifts</translation></message>
<message><source>电气闭锁</source><translation>Electrical interlock</translation></message>
<message><source>电流</source><translation>Current</translation></message>
<message><source>电流不平衡度（对平均值）</source><translation>Unbalance of currents (to the mean)</translation></message>
<message><source>电流不平衡度（对最大值）</source><translation>Unbalance of currents (to the largest)</translation></message>
<message><source>电流互感器</source><translation>Current transformer</translation></message>
<message><source>电流互感器变比</source><translation>Current transformer ratio</translation></message>
<message><source>电流互感器直流电阻与同批平均值差</source><translation>CT DC resistance vs batch mean</translation></message>
<message><source>电流回路</source><translation>Current circuit</translation></message>
<message><source>电流已乘互感器变比 {0}</source><translation>currents multiplied by the transformer ratio {0}</translation></message>
<message><source>电流总畸变率（%）</source><translation>Current distortion (%)</translation></message>
<message><source>电流总谐波畸变率</source><translation>THD of current</translation></message>
<message><source>电流超过 60 A 时经互感器接入，如 100/5</source><translation>Through transformers above 60 A, like 100/5</translation></message>
<message><source>电流（A）</source><translation>Current (A)</translation></message>
<message><source>电源</source><translation>Sources</translation></message>
<message><source>电源与供电方案核对</source><translation>Sources against the scheme</translation></message>
<message><source>电源与闭锁</source><translation>Sources and interlock</translation></message>
<message><source>电源性质</source><translation>Nature</translation></message>
<message><source>电源数</source><translation>Number of sources</translation></message>
<message><source>电源表的行数与电源数不一致</source><translation>The table of sources has another number of rows</translation></message>
<message><source>电源间闭锁要求</source><translation>Interlock of sources</translation></message>
<message><source>电缆</source><translation>Cable</translation></message>
<message><source>电缆上下软土/砂层厚度</source><translation>sand or soft-soil layer above and below</translation></message>
<message><source>电缆主绝缘电阻</source><translation>cable core insulation resistance</translation></message>
<message><source>电缆型号、截面、电压等级与设计一致</source><translation>Cable type, section and voltage per design</translation></message>
<message><source>电缆孔洞、防小动物</source><translation>Holes sealed, rodent-proof</translation></message>
<message><source>电缆平行净距</source><translation>clear spacing between parallel power cables</translation></message>
<message><source>电缆敷设</source><translation>Cable laying</translation></message>
<message><source>电缆最小弯曲半径</source><translation>Bending radius</translation></message>
<message><source>电缆最小弯曲半径倍数</source><translation>minimum bending radius / outer diameter</translation></message>
<message><source>电缆沟/井排水、支架、防火分隔</source><translation>Trench drainage, brackets, fire partition</translation></message>
<message><source>电缆沟、排管、工井</source><translation>Cable trench, ducts, pits</translation></message>
<message><source>电缆线路</source><translation>Cable</translation></message>
<message><source>电缆终端接地线截面</source><translation>termination earth braid section</translation></message>
<message><source>电缆长度</source><translation>Cable length</translation></message>
<message><source>电网频率</source><translation>Frequency</translation></message>
<message><source>电能表</source><translation>Meters</translation></message>
<message><source>电能表、互感器检定证书有效</source><translation>Meter/CT/VT verification valid</translation></message>
<message><source>电能表与互感器</source><translation>Meters</translation></message>
<message><source>电能表中心距地高度</source><translation>meter centre height above floor</translation></message>
<message><source>电能表中心高度</source><translation>Height of meter centre</translation></message>
<message><source>电能表倾斜</source><translation>meter tilt</translation></message>
<message><source>电能表型式</source><translation>Meter</translation></message>
<message><source>电能表时钟偏差</source><translation>meter clock deviation</translation></message>
<message><source>电能表检定已过有效期</source><translation>The verification of the meter has run out</translation></message>
<message><source>电能表检定有效期至</source><translation>Meter verified until</translation></message>
<message><source>电能表照片</source><translation>Photos of the meter</translation></message>
<message><source>电能表示值清零或换表 {0} 次（首次第 {1} 行），该时段电量不明，按缺数处理</source><translation>the register was reset or the meter changed {0} times (first in line {1}); the energy of that interval is not known and taken as missing</translation></message>
<message><source>电能表示值翻转 {0} 次（首次第 {1} 行），已接续</source><translation>the register rolled over {0} times (first in line {1}), gone on</translation></message>
<message><source>电能表精度</source><translation>Accuracy of the meter</translation></message>
<message><source>电能表规格及接线方式</source><translation>Meter and wiring</translation></message>
<message><source>电能表读数项（DL/T 645）</source><translation>Items read of meters (DL/T 645)</translation></message>
<message><source>电能表（通信读数）</source><translation>Energy meter (read by communication)</translation></message>
<message><source>电能质量</source><translation>Power quality</translation></message>
<message><source>电能质量与限值（标称 {0} kV）</source><translation>Power quality and limits (nominal {0} kV)</translation></message>
<message><source>电能质量分析仪</source><translation>Power-quality analyser</translation></message>
<message><source>电能质量治理要求</source><translation>Power quality required</translation></message>
<message><source>电能质量评估报告</source><translation>Power quality assessment</translation></message>
<message><source>电表在这个时间之后没有负荷记录。请改一个更早的时间。</source><translation>The meter kept no load record after this time. Choose an earlier one.</translation></message>
<message><source>电话</source><translation>Phone</translation></message>
<message><source>电话号码，应填在联系方式栏</source><translation>phone number, belongs in a contact field</translation></message>
<message><source>电量</source><translation>Energy</translation></message>
<message><source>电量 {0} kWh</source><translation>energy {0} kWh</translation></message>
<message><source>电镀整流</source><translation>plating rectifiers</translation></message>
<message><source>画笔</source><translation>Pen</translation></message>
<message><source>界限</source><translation>bound</translation></message>
<message><source>留痕</source><translation>Trail</translation></message>
<message><source>留痕第 {0} 行对不上：{1}。可以照常查看和记录，请告诉管理员核查。</source><translation>Line {0} of the trail does not fit: {1}. You can go on reading and recording; please tell the administrator.</translation></message>
<message><source>留置送达</source><translation>Left with the customer</translation></message>
<message><source>登录已过期，请输入密码重新登录中心。</source><translation>Your sign-in has ended. Enter your password to sign in to the centre again.</translation></message>
<message><source>登录并启用本机</source><translation>Sign in and set up this device</translation></message>
<message><source>登录没有成功：用户名或密码不对，登录已过期，或账号已停用。本机内容不受影响。</source><translation>Sign-in failed: wrong name or password, the sign-in has ended, or the account is closed. Your work on this device is safe.</translation></message>
<message><source>登记</source><translation>Note</translation></message>
<message><source>登记整改</source><translation>Rectification noted</translation></message>
<message><source>登记有误的原因</source><translation>Why it was noted by mistake</translation></message>
<message><source>登记材料</source><translation>Save material</translation></message>
<message><source>登记设备</source><translation>Add device</translation></message>
<message><source>登记：{}</source><translation>Note: {}</translation></message>
<message><source>的较大值</source><translation>(the larger)</translation></message>
<message><source>的较小值</source><translation>(the smaller)</translation></message>
<message><source>直埋</source><translation>Direct buried</translation></message>
<message><source>直埋标志桩间距</source><translation>route marker spacing on straight run</translation></message>
<message><source>直埋电缆</source><translation>Directly buried cable</translation></message>
<message><source>直埋电缆埋深</source><translation>Direct-burial depth</translation></message>
<message><source>直埋电缆埋深（电缆表面至地面）</source><translation>direct burial depth to cable surface</translation></message>
<message><source>直接</source><translation>Direct</translation></message>
<message><source>直接接入</source><translation>connected directly</translation></message>
<message><source>直流1mA参考电压偏差</source><translation>DC 1 mA reference voltage deviation from manufacturer value</translation></message>
<message><source>直流快充桩</source><translation>DC fast chargers</translation></message>
<message><source>直流母线电压</source><translation>DC bus voltage</translation></message>
<message><source>直流母线电压偏差</source><translation>DC bus voltage</translation></message>
<message><source>直流母线绝缘电阻</source><translation>DC bus insulation</translation></message>
<message><source>直流电阻与出厂值同温比较变化</source><translation>change against factory value at same temperature</translation></message>
<message><source>直流电阻与出厂值比较</source><translation>DC resistance vs factory</translation></message>
<message><source>直流电阻相间不平衡</source><translation>DC resistance unbalance phase</translation></message>
<message><source>直流电阻线间不平衡</source><translation>DC resistance unbalance line</translation></message>
<message><source>直流绝缘</source><translation>DC insulation</translation></message>
<message><source>直流耐压（仅油纸或18/30kV及以下替代）</source><translation>DC withstand (paper cable or fallback)</translation></message>
<message><source>直角弯数</source><translation>Right-angle bends</translation></message>
<message><source>相位核对</source><translation>Phase check</translation></message>
<message><source>相序、N/PE正确、重复接地</source><translation>Phase sequence, N/PE</translation></message>
<message><source>相序不正确，不能送电</source><translation>Phase sequence is wrong</translation></message>
<message><source>相序正确</source><translation>Phase sequence correct</translation></message>
<message><source>相序表</source><translation>Phase sequence tester</translation></message>
<message><source>相数</source><translation>Phases</translation></message>
<message><source>相机没有拍成，请再试一次，或选照片文件。</source><translation>The camera took no picture. Try again, or choose files.</translation></message>
<message><source>相电流差</source><translation>Difference of phase currents</translation></message>
<message><source>相角</source><translation>Phase angle</translation></message>
<message><source>相邻设备接地导通直流电阻</source><translation>earth-lead continuity between adjacent equipment</translation></message>
<message><source>相间不平衡率</source><translation>Phase-to-phase unbalance</translation></message>
<message><source>看全部</source><translation>See the whole</translation></message>
<message><source>看最大负荷</source><translation>See the peak</translation></message>
<message><source>真空断路器合闸弹跳时间</source><translation>vacuum CB contact bounce</translation></message>
<message><source>瞬时值</source><translation>instantaneous value</translation></message>
<message><source>知道了</source><translation>OK</translation></message>
<message><source>短路电流</source><translation>Short circuit</translation></message>
<message><source>砂层厚度</source><translation>Sand layer</translation></message>
<message><source>破碎机、球磨机</source><translation>crushers mills</translation></message>
<message><source>确定</source><translation>Done</translation></message>
<message><source>确定约定时间</source><translation>Agree on this time</translation></message>
<message><source>示例时段（负荷计算参考 例 7）</source><translation>example periods of the load calculation reference</translation></message>
<message><source>离场时间</source><translation>Left</translation></message>
<message><source>离场时间早于到场时间</source><translation>Left before arriving</translation></message>
<message><source>离线也能解锁。密码只在本机使用。</source><translation>Works offline. The password is used on this device only.</translation></message>
<message><source>秋</source><translation>Autumn</translation></message>
<message><source>种类</source><translation>Type</translation></message>
<message><source>移交工单</source><translation>Hand a case over</translation></message>
<message><source>移交文件已写好：待送中心的记录 {0} 条，文件 {1} 个。</source><translation>The hand-over is written: {0} records for the centre, {1} files. </translation></message>
<message><source>移交给：{0}（{1}） {2}。请核对，再选工单：</source><translation>Goes to {0} ({1}) {2}. Check that, then choose the case:</translation></message>
<message><source>移开式柜操作通道</source><translation>Withdrawable front aisle</translation></message>
<message><source>移除</source><translation>Remove</translation></message>
<message><source>移除这一行</source><translation>Remove this row</translation></message>
<message><source>移除这张照片</source><translation>Remove this photo</translation></message>
<message><source>移除这条缺陷</source><translation>Remove this defect</translation></message>
<message><source>空载冲击合闸次数</source><translation>No-load energisation count</translation></message>
<message><source>立即同步</source><translation>Sync now</translation></message>
<message><source>立即生效，并记在本机；解锁前的页面也这样显示。</source><translation>Applied at once and remembered on this device, also before unlocking.</translation></message>
<message><source>竣工报告与竣工图齐全且与现场一致</source><translation>As-built report and drawings match site</translation></message>
<message><source>竣工报验</source><translation>Completion notice and inspection request</translation></message>
<message><source>竣工报验时</source><translation>With the completion request</translation></message>
<message><source>竣工检验</source><translation>Completion inspection</translation></message>
<message><source>竣工检验合格时间</source><translation>Inspection passed</translation></message>
<message><source>竣工检验意见</source><translation>Completion inspection opinion</translation></message>
<message><source>竣工检验意见单</source><translation>Completion inspection opinion</translation></message>
<message><source>竣工检验意见单（F06）资料清单</source><translation>the list of F06</translation></message>
<message><source>竣工检验未能进行</source><translation>Completion inspection could not take place</translation></message>
<message><source>竣工检验检查表</source><translation>Completion inspection checklist</translation></message>
<message><source>竣工资料</source><translation>Completion documents</translation></message>
<message><source>竣工资料不齐；请一次告知客户所缺资料，补齐后再受理报验</source><translation>completion documents are incomplete; tell the customer all that is missing, and take the request once it is complete</translation></message>
<message><source>端口 {} 已被占用，请换一个端口，例如 --port 0。</source><translation>Port {} is taken; please use another one, for example --port 0.</translation></message>
<message><source>端子紧固、号头、一点一线</source><translation>Terminals, ferrules</translation></message>
<message><source>符合</source><translation>Conforms</translation></message>
<message><source>符合“三零”服务条件</source><translation>Entitled to the three zeros</translation></message>
<message><source>第 %v 张，共 %m 张</source><translation>Sheet %v of %m</translation></message>
<message><source>第 {0} 件，共 {1} 件</source><translation>{0} of {1}</translation></message>
<message><source>第 {0} 版 · {1}</source><translation>Version {0} · {1}</translation></message>
<message><source>第 {0} 窗（共 {1} 窗，每窗 10 周波）：{2}</source><translation>Window {0} (of {1}, 10 cycles each): {2}</translation></message>
<message><source>第 {0} 行：{1}</source><translation>Row {0}: {1}</translation></message>
<message><source>第 {} 版</source><translation>version {}</translation></message>
<message><source>第 {} 行</source><translation>line {}: </translation></message>
<message><source>第七检验人员</source><translation>Inspector 7</translation></message>
<message><source>第三检验人员</source><translation>Inspector 3</translation></message>
<message><source>第三装表接电人员</source><translation>Metering crew 3</translation></message>
<message><source>第二检验人员</source><translation>Inspector 2</translation></message>
<message><source>第二电源自动或手动投切</source><translation>second feeder with automatic or manual changeover</translation></message>
<message><source>第二装表接电人员</source><translation>Metering crew 2</translation></message>
<message><source>第五检验人员</source><translation>Inspector 5</translation></message>
<message><source>第八检验人员</source><translation>Inspector 8</translation></message>
<message><source>第六检验人员</source><translation>Inspector 6</translation></message>
<message><source>第几次联系</source><translation>Attempt</translation></message>
<message><source>第四检验人员</source><translation>Inspector 4</translation></message>
<message><source>第四装表接电人员</source><translation>Metering crew 4</translation></message>
<message><source>等 Wi-Fi</source><translation>Wait for Wi-Fi</translation></message>
<message><source>等待供电方案</source><translation>Waiting for the supply scheme</translation></message>
<message><source>等待审批</source><translation>Waits for approval</translation></message>
<message><source>等待客户</source><translation>Waits for the customer</translation></message>
<message><source>等待客户提供资料</source><translation>waiting for information from the customer</translation></message>
<message><source>等待客户整改后复检</source><translation>Waiting for rectification, then re-inspection</translation></message>
<message><source>等待客户确认</source><translation>waiting for the customer to confirm</translation></message>
<message><source>等待客户确认方案</source><translation>Waiting for the customer to confirm the scheme</translation></message>
<message><source>等待工程完工报验</source><translation>Waiting for the works and the inspection request</translation></message>
<message><source>等待打印</source><translation>Waits to be printed</translation></message>
<message><source>等待政府审批</source><translation>waiting for a permit</translation></message>
<message><source>等待装表接电</source><translation>Waiting for metering and energisation</translation></message>
<message><source>等级或类别不足</source><translation>Grade or category insufficient</translation></message>
<message><source>答复</source><translation>Reply</translation></message>
<message><source>答复方式</source><translation>Replied by</translation></message>
<message><source>答复日期</source><translation>Replied on</translation></message>
<message><source>答复日期不能早于供电方案的批准日期：未批准的方案不能答复，请核对两个日期</source><translation>The reply cannot be dated before the approval of the scheme; check both days</translation></message>
<message><source>答复日期不能早于供电方案的批准日期；请核对两个日期</source><translation>the reply cannot be dated before the approval; check both days</translation></message>
<message><source>答复日期不能晚于今天</source><translation>The reply cannot be dated ahead</translation></message>
<message><source>答复日期不能晚于今天；请改为实际答复的日期</source><translation>the reply cannot be dated ahead; give the day on which it was made</translation></message>
<message><source>答复日期早于填单当日的原因</source><translation>Why the day of the reply is before today</translation></message>
<message><source>答复时限截止</source><translation>Reply due on</translation></message>
<message><source>签出这个文件的设备证书已被吊销，没有收下任何内容。平板若已找回，请联系管理员</source><translation>The certificate of the device that wrote this file was revoked; nothing was taken. If the tablet was found again, ask an administrator</translation></message>
<message><source>签出这个文件的设备证书已过期。请让那台设备联网登录一次后重新导出</source><translation>The certificate of the device that signed this file has expired. Let it sign in online once and export again</translation></message>
<message><source>签发单位</source><translation>Issued by</translation></message>
<message><source>签名之后的时间戳不完整，或不是受信任机构签发</source><translation>A timestamp behind the signatures is not whole, or not from a trusted authority</translation></message>
<message><source>签名前将向您展示完整的最终文件；您的签名笔迹、签名时间与文件摘要一并封存，签名后的任何改动都能被发现。不同意的，可以签署纸质文件。</source><translation>You see the whole document before you sign; strokes, time and digest are sealed with it. You may sign on paper instead.</translation></message>
<message><source>签名后又添加了内容</source><translation>Something was added after signing</translation></message>
<message><source>签名后的内容已被改动</source><translation>The content was changed after signing</translation></message>
<message><source>签名完整可信，内容未被改动</source><translation>Signatures are intact and trusted; nothing has been changed</translation></message>
<message><source>签名证书</source><translation>Signing certificate</translation></message>
<message><source>签名证书 (*.p12 *.pfx);;所有文件 (*)</source><translation>Signing keys (*.p12 *.pfx);;All files (*)</translation></message>
<message><source>签名证书不是受信任机构签发</source><translation>The signing certificate is not from a trusted authority</translation></message>
<message><source>签名证书在可证明的签署时间之前已被吊销</source><translation>A signing certificate was revoked before it is proven that it signed</translation></message>
<message><source>签名证书已过期；请向管理员领取新的，或在设置中移除后用本机证书签字</source><translation>The signing certificate has ended; ask the administrator for a new one, or remove it in the settings and sign with the tablet's</translation></message>
<message><source>签名证书的密码</source><translation>Password of the signing key</translation></message>
<message><source>签名证书的密码不对，或文件已损坏；请重新输入密码</source><translation>The password of the signing key is wrong, or its file is damaged; enter it again</translation></message>
<message><source>签名证书还没有生效；请核对平板的日期</source><translation>The signing certificate is not valid yet; check the date of the tablet</translation></message>
<message><source>签字</source><translation>Signature</translation></message>
<message><source>签字不全</source><translation>Signatures are missing</translation></message>
<message><source>签字人不是单上此处所列的检验人员；如人员有变，先返回修改参加人员</source><translation>This is not who signs in this place by the paper; if people have changed, go back and correct who took part</translation></message>
<message><source>签字人姓名</source><translation>Name of signer</translation></message>
<message><source>签字人或签名证书与登记的签名不一致</source><translation>The signers or their certificates are not those on record</translation></message>
<message><source>签字后内容不可更改。</source><translation>Once signed, nothing can be changed.</translation></message>
<message><source>签字日期请按 2026-12-01 的样子填写，不早于出具单据，也不晚于今天</source><translation>Write the date of signing as 2026-12-01, not before the paper was issued and not after today</translation></message>
<message><source>签字板</source><translation>Signature pad</translation></message>
<message><source>签字：{}</source><translation>Sign: {}</translation></message>
<message><source>签署人</source><translation>Signer</translation></message>
<message><source>签署人姓名</source><translation>Signer</translation></message>
<message><source>签署人身份</source><translation>Role</translation></message>
<message><source>签署时间有时间戳证明</source><translation>a timestamp proves when it was signed</translation></message>
<message><source>签署时间有时间戳证明，吊销信息和存档时间戳齐备</source><translation>timestamps prove when it was signed; revocation data and archive stamp are there</translation></message>
<message><source>签署时间由签字设备自报</source><translation>when it was signed is the signing device's own word</translation></message>
<message><source>管内径与电缆外径之比</source><translation>Duct inner to cable outer diameter</translation></message>
<message><source>管口打磨、喇叭口、封堵</source><translation>Mouths deburred and sealed</translation></message>
<message><source>管理员</source><translation>Administrator</translation></message>
<message><source>箱变/户外柜基础高出地面</source><translation>Plinth height above ground</translation></message>
<message><source>箱式变电站</source><translation>Compact substation</translation></message>
<message><source>类别</source><translation>Category</translation></message>
<message><source>类别不一致的原因</source><translation>Reason for the difference</translation></message>
<message><source>类型</source><translation>Type</translation></message>
<message><source>系统电抗</source><translation>Reactance of the grid</translation></message>
<message><source>约 {}后自动再试。</source><translation>Tries again by itself in about {}.</translation></message>
<message><source>约剩 {}</source><translation>about {} left</translation></message>
<message><source>约定时间</source><translation>Agreed time</translation></message>
<message><source>约定时间未到场</source><translation>Did not come at the agreed time</translation></message>
<message><source>约定检查时间</source><translation>Appointment</translation></message>
<message><source>约定现场勘查</source><translation>Site survey scheduled</translation></message>
<message><source>纸上的签字日期（2026-12-01）</source><translation>Date of signing on the print (2026-12-01)</translation></message>
<message><source>纸上签字</source><translation>Signed in ink</translation></message>
<message><source>纸上签字的扫描件打不开，请重新扫描，出具修订版再签</source><translation>The scan of a signature in ink cannot be opened; scan again, issue a revision and sign that</translation></message>
<message><source>纸质单据须写明编号、签字人、签字日期和存放处</source><translation>of a paper in ink say its number, who signed it, on which day, and where it is kept</translation></message>
<message><source>线上</source><translation>Online</translation></message>
<message><source>线圈额定电压</source><translation>Rated coil voltage</translation></message>
<message><source>线电压比</source><translation>Ratio of line voltages</translation></message>
<message><source>线芯截面</source><translation>Conductor cross-section</translation></message>
<message><source>线路</source><translation>Line</translation></message>
<message><source>线路/配变可开放容量</source><translation>Available capacity of feeder or transformer</translation></message>
<message><source>线路变压器组</source><translation>Line-transformer unit</translation></message>
<message><source>线路可开放容量</source><translation>Capacity available</translation></message>
<message><source>线路可开放容量小于所需容量，须考虑电网加强</source><translation>A line has less capacity than needed</translation></message>
<message><source>线路名称</source><translation>Line</translation></message>
<message><source>线路末端三相短路电流</source><translation>Three-phase current at the end of the line</translation></message>
<message><source>线路电流</source><translation>Current of the line</translation></message>
<message><source>线间不平衡率</source><translation>Line-to-line unbalance</translation></message>
<message><source>组合无功 1尖电能</source><translation>Combined reactive energy 1, critical</translation></message>
<message><source>组合无功 1峰电能</source><translation>Combined reactive energy 1, peak</translation></message>
<message><source>组合无功 1平电能</source><translation>Combined reactive energy 1, flat</translation></message>
<message><source>组合无功 1总电能</source><translation>Combined reactive energy 1</translation></message>
<message><source>组合无功 1谷电能</source><translation>Combined reactive energy 1, valley</translation></message>
<message><source>组合无功 2尖电能</source><translation>Combined reactive energy 2, critical</translation></message>
<message><source>组合无功 2峰电能</source><translation>Combined reactive energy 2, peak</translation></message>
<message><source>组合无功 2平电能</source><translation>Combined reactive energy 2, flat</translation></message>
<message><source>组合无功 2总电能</source><translation>Combined reactive energy 2</translation></message>
<message><source>组合无功 2谷电能</source><translation>Combined reactive energy 2, valley</translation></message>
<message><source>细砂/软土垫层厚度（上、下）</source><translation>Sand bed above and below</translation></message>
<message><source>终止</source><translation>Terminated</translation></message>
<message><source>终端接地线截面与零序CT穿法</source><translation>Shield earth braid and residual CT passage</translation></message>
<message><source>经办人</source><translation>Agent</translation></message>
<message><source>经办人 {0}　证件号 {1}</source><translation>Agent {0}　Identity number {1}</translation></message>
<message><source>经办人不是户主时</source><translation>where the agent is not the owner</translation></message>
<message><source>经办人员</source><translation>Handled by</translation></message>
<message><source>经办人授权委托书及身份证明</source><translation>Authorisation and identity of the agent</translation></message>
<message><source>经办人证件号</source><translation>Identity number of the agent</translation></message>
<message><source>经过</source><translation>History</translation></message>
<message><source>结果与后续</source><translation>Result and what follows</translation></message>
<message><source>结论</source><translation>Conclusion</translation></message>
<message><source>绕组交流耐压1min</source><translation>power-frequency withstand 1 min</translation></message>
<message><source>绕组材料</source><translation>Winding material</translation></message>
<message><source>绕组直流电阻相间不平衡率</source><translation>winding DC resistance unbalance between phases</translation></message>
<message><source>绕组直流电阻线间不平衡率（无中性点引出）</source><translation>DC resistance unbalance line-to-line (no neutral brought out)</translation></message>
<message><source>绕组绝缘电阻（换算20℃）</source><translation>Winding insulation resistance</translation></message>
<message><source>绝缘垫</source><translation>Insulating mat</translation></message>
<message><source>绝缘手套</source><translation>Insulating gloves</translation></message>
<message><source>绝缘杆</source><translation>Insulating rod</translation></message>
<message><source>绝缘油击穿电压</source><translation>Oil breakdown</translation></message>
<message><source>绝缘电阻</source><translation>Insulation resistance</translation></message>
<message><source>绝缘电阻测试仪</source><translation>Insulation tester</translation></message>
<message><source>绝缘电阻（20 ℃）</source><translation>Insulation resistance (20 ℃)</translation></message>
<message><source>绝缘电阻（最小回路）</source><translation>Insulation resistance (lowest circuit)</translation></message>
<message><source>绝缘电阻（最小相）</source><translation>Insulation resistance (lowest phase)</translation></message>
<message><source>绝缘电阻（最小绕组）</source><translation>Insulation resistance (lowest winding)</translation></message>
<message><source>绝缘靴</source><translation>Insulating boots</translation></message>
<message><source>继电保护与自动化</source><translation>Protection and automation</translation></message>
<message><source>继电保护及计量方式</source><translation>Protection and metering arrangement</translation></message>
<message><source>继电保护要求</source><translation>Relay protection</translation></message>
<message><source>继续</source><translation>Go on</translation></message>
<message><source>继续{}</source><translation>Continue: {}</translation></message>
<message><source>继续填写{}</source><translation>Go on with: {}</translation></message>
<message><source>继续更正</source><translation>Go on correcting</translation></message>
<message><source>继续自动同步</source><translation>Resume automatic sync</translation></message>
<message><source>综合倍率</source><translation>Multiplier</translation></message>
<message><source>缩小</source><translation>Zoom out</translation></message>
<message><source>缺</source><translation>Missing</translation></message>
<message><source>缺 {0} 点，没有当作零</source><translation>{0} points missing, not taken as zero</translation></message>
<message><source>缺 {}</source><translation>{} open</translation></message>
<message><source>缺失或不符的情况</source><translation>What is wrong</translation></message>
<message><source>缺少必要的信息，无法判断；请补填后再办理</source><translation>something needed is missing, so it cannot be judged; fill it in and try again</translation></message>
<message><source>缺数</source><translation>Gaps</translation></message>
<message><source>缺数 {0} %，没有当作零</source><translation>{0} % is missing, and not taken as zero</translation></message>
<message><source>缺数 {0} 点（{1} %），没有当作零</source><translation>{0} steps missing ({1} %), not counted as zero</translation></message>
<message><source>缺数两端连直线</source><translation>a straight line across each gap</translation></message>
<message><source>缺数时段估计电量</source><translation>Energy in gaps, estimated</translation></message>
<message><source>缺陷</source><translation>Defect</translation></message>
<message><source>缺陷 {0}：{1}{2}</source><translation>Defect, {0}: {1}{2}</translation></message>
<message><source>缺陷免改</source><translation>Defect waived</translation></message>
<message><source>缺陷已移除。</source><translation>The defect was removed.</translation></message>
<message><source>缺陷描述</source><translation>Defect description</translation></message>
<message><source>缺陷描述至少 5 个字</source><translation>A defect description needs at least 5 characters</translation></message>
<message><source>缺陷描述（至少 5 个字）</source><translation>Defect description (at least 5 characters)</translation></message>
<message><source>缺陷整改通知单</source><translation>Rectification notice</translation></message>
<message><source>缺陷整改通知已书面出具并限期复验</source><translation>Rectification notice issued with deadline</translation></message>
<message><source>缺陷须一次列全</source><translation>all defects must be listed at once</translation></message>
<message><source>缺陷：{0}　{1}</source><translation>Defect: {0}　{1}</translation></message>
<message><source>缺陷：{} 条待整改</source><translation>Defects to rectify: {}</translation></message>
<message><source>缺陷：均已整改</source><translation>Defects: all rectified</translation></message>
<message><source>网络上回应的不是中心（可能是上网登录页或代理）。请先登录网络；内容都在本机，会自动再试。</source><translation>Something other than the centre answered (perhaps the login page of a network, or a proxy). Log in to the network first; everything is still here and is tried again by itself.</translation></message>
<message><source>网络（串口服务器或网口仪表）</source><translation>Network (serial server, or an instrument with a socket)</translation></message>
<message><source>耐压前</source><translation>Before withstand test</translation></message>
<message><source>耐压前后比</source><translation>Ratio after/before</translation></message>
<message><source>耐压前后绝缘电阻变化</source><translation>insulation before vs after withstand</translation></message>
<message><source>耐压后</source><translation>After withstand test</translation></message>
<message><source>耐压后 ÷ 耐压前</source><translation>After ÷ before withstand test</translation></message>
<message><source>耐压后与耐压前之比</source><translation>Ratio after to before withstand test</translation></message>
<message><source>职责</source><translation>Role</translation></message>
<message><source>联系不上客户</source><translation>The customer cannot be reached</translation></message>
<message><source>联系人</source><translation>Contact</translation></message>
<message><source>联系人电话</source><translation>Contact and phone</translation></message>
<message><source>联系电话</source><translation>Contact phone</translation></message>
<message><source>联结组别与极性</source><translation>Vector group and polarity</translation></message>
<message><source>联网后自动继续。</source><translation>Goes on by itself once there is a network.</translation></message>
<message><source>能效等级</source><translation>Efficiency class</translation></message>
<message><source>自 {} 起</source><translation>From {}</translation></message>
<message><source>自动</source><translation>Found</translation></message>
<message><source>自动同步已开启：记录之后几秒内发送。</source><translation>Automatic sync is on: what you record is sent within seconds.</translation></message>
<message><source>自动同步已暂停，内容都保存在本机。</source><translation>Automatic sync is paused; everything is kept on this tablet.</translation></message>
<message><source>自动投切、放电、谐波匹配电抗率</source><translation>Auto switching, discharge, reactor rate</translation></message>
<message><source>自动装料电阻炉</source><translation>automatic resistance furnaces</translation></message>
<message><source>自动：{}</source><translation>Found: {}</translation></message>
<message><source>自启动柴油机组，UPS 过渡</source><translation>diesel with automatic start, bridged by a UPS</translation></message>
<message><source>自备应急电源容量不小于</source><translation>Own emergency source, at least</translation></message>
<message><source>自备应急电源容量与保安负荷之比</source><translation>Emergency source / vital load ratio</translation></message>
<message><source>自备应急电源容量与保安负荷比</source><translation>emergency source / vital load</translation></message>
<message><source>自备应急电源容量宜不小于保安负荷的 120 %（GB/T 29328）</source><translation>The own source should be at least 120 % of the security load</translation></message>
<message><source>自备应急电源容量小于保安负荷</source><translation>The own source is smaller than the security load</translation></message>
<message><source>自备应急电源要求</source><translation>Own emergency supply</translation></message>
<message><source>自备电源</source><translation>Own sources</translation></message>
<message><source>自备电源与保安负荷</source><translation>Own sources and security load</translation></message>
<message><source>自备电源及接线方式</source><translation>Own supply and its wiring</translation></message>
<message><source>自备电源必须有防止反送电的闭锁</source><translation>Own sources need an interlock</translation></message>
<message><source>自备电源或双（多）电源协议</source><translation>Agreement on own or several sources</translation></message>
<message><source>自备电源种类、容量、切换方式</source><translation>Own sources: type, kVA, transfer method</translation></message>
<message><source>自己的记录须由他人审核；请交由同事审核</source><translation>nobody reviews his own record; leave it to a colleague</translation></message>
<message><source>自整点起连续的 {0} 秒窗口，平均值的最大者；共 {2} 个窗口，有效样本不足 90 % 的 {3} 个不计</source><translation>highest mean of consecutive windows of {0} s from the full hour on; {2} windows, {3} with less than 90 % of valid samples left out</translation></message>
<message><source>自然功率因数</source><translation>Natural power factor</translation></message>
<message><source>至少有一路主供电源</source><translation>One source must be the primary</translation></message>
<message><source>至少需要 {} 行</source><translation>Rows needed at least: {}</translation></message>
<message><source>节假日</source><translation>Public holidays</translation></message>
<message><source>节假日安排没有导入：{}。请改正后重新导入；原有日历没有变化。</source><translation>The days off were not imported: {}. Correct them and import again; the calendar is as it was.</translation></message>
<message><source>芯数</source><translation>Number of cores</translation></message>
<message><source>草稿</source><translation>Draft</translation></message>
<message><source>草稿，未签字</source><translation>Draft, not signed</translation></message>
<message><source>营业厅</source><translation>Service hall</translation></message>
<message><source>营业厅（网上国网）</source><translation>Service hall (online)</translation></message>
<message><source>营业费用</source><translation>Fees</translation></message>
<message><source>营销</source><translation>Marketing</translation></message>
<message><source>营销工单的栏目与代码</source><translation>Columns and codes of work orders</translation></message>
<message><source>营销系统导出表</source><translation>Exports of the marketing system</translation></message>
<message><source>蓄电池核对容量</source><translation>Battery capacity</translation></message>
<message><source>虚线是触发时刻</source><translation>the dashed line is the trigger</translation></message>
<message><source>行业做法</source><translation>Practice of the trade</translation></message>
<message><source>行业分类（GB/T 4754）</source><translation>Industry (GB/T 4754)</translation></message>
<message><source>行数不够</source><translation>Not enough rows</translation></message>
<message><source>补偿占变压器容量</source><translation>Compensation as a share of the rating</translation></message>
<message><source>补偿后功率因数</source><translation>Power factor after compensation</translation></message>
<message><source>补偿后无功</source><translation>Reactive power left</translation></message>
<message><source>补偿后视在</source><translation>Apparent power left</translation></message>
<message><source>补偿容量</source><translation>Compensation capacity</translation></message>
<message><source>补偿容量 ÷ 变压器容量</source><translation>Compensation ÷ transformer capacity</translation></message>
<message><source>补偿容量占变压器容量</source><translation>compensation / transformer capacity</translation></message>
<message><source>补偿容量比</source><translation>Compensation ratio</translation></message>
<message><source>补充材料</source><translation>Missing materials</translation></message>
<message><source>补充材料告知 {0} 次，其中同一次申请再次告知 {1} 次：一次性告知未做到，已计入考核。</source><translation>Gap lists handed over: {0}, of them {1} again for the same submission. This is a breach of the one-time notice and is counted.</translation></message>
<message><source>补班日不是周末</source><translation>a make-up day that is no weekend</translation></message>
<message><source>表号</source><translation>Meter number</translation></message>
<message><source>表号 {}</source><translation>Meter {}</translation></message>
<message><source>表号（只接一块表可不填）</source><translation>Meter number (may stay empty with a single meter)</translation></message>
<message><source>表头</source><translation>Header</translation></message>
<message><source>表头在第 {} 行</source><translation>header in line {}</translation></message>
<message><source>表头是第 {0}–{1} 行合起来</source><translation>the header is lines {0}–{1} together</translation></message>
<message><source>表头行数</source><translation>Rows of the header</translation></message>
<message><source>表底电量差</source><translation>Difference of the register</translation></message>
<message><source>表时钟偏差</source><translation>Clock deviation</translation></message>
<message><source>表格、录波 (*.csv *.txt *.xlsx *.xls *.cfg *.cff);;所有文件 (*)</source><translation>Tables, recordings (*.csv *.txt *.xlsx *.xls *.cfg *.cff);;All files (*)</translation></message>
<message><source>表示与单位有固定关系</source><translation>Tells of a standing relation</translation></message>
<message><source>表箱</source><translation>Meter box</translation></message>
<message><source>被指定或推荐设计、施工、设备单位</source><translation>Units were designated</translation></message>
<message><source>被收取方案以外的费用</source><translation>Asked for extra fees</translation></message>
<message><source>被索要财物或接受宴请</source><translation>Asked for gifts</translation></message>
<message><source>被要求重复提供材料</source><translation>Asked twice for materials</translation></message>
<message><source>被退回</source><translation>refused</translation></message>
<message><source>装接工单编号</source><translation>Work order number</translation></message>
<message><source>装表人员</source><translation>Crew</translation></message>
<message><source>装表接电</source><translation>Metering and energisation</translation></message>
<message><source>装表接电人员</source><translation>Metering crew</translation></message>
<message><source>装表接电单</source><translation>Metering and energisation</translation></message>
<message><source>装表接电单尚未签字；请装表人员和客户签字后再办理</source><translation>the work order is not signed; have crew and customer sign it first</translation></message>
<message><source>装表接电工单</source><translation>Energisation order</translation></message>
<message><source>装表接电班</source><translation>Metering</translation></message>
<message><source>要求更换单位</source><translation>Asks to change the unit</translation></message>
<message><source>覆土厚度</source><translation>Soil cover</translation></message>
<message><source>见证</source><translation>Witness</translation></message>
<message><source>见证人</source><translation>Witness</translation></message>
<message><source>见证人不能是拒签或缺席的人</source><translation>The witness is not who refused</translation></message>
<message><source>见证人不能是经办人员本人</source><translation>The witness is another person</translation></message>
<message><source>见证人单位或身份</source><translation>Who the witness is</translation></message>
<message><source>见证人：看着签字或收回纸件的人</source><translation>Witness: who saw it signed, or took the sheet back</translation></message>
<message><source>见试验报告</source><translation>See the test report</translation></message>
<message><source>规则</source><translation>Rules</translation></message>
<message><source>规则会改变已经开始的计时</source><translation>it would change clocks that run already</translation></message>
<message><source>规则包不是本中心签发的</source><translation>it was not signed by this centre</translation></message>
<message><source>规则包不能使用</source><translation>it cannot be used</translation></message>
<message><source>规则包与已知的版本对不上</source><translation>it does not go with the versions known here</translation></message>
<message><source>规则包含有不认识的文件</source><translation>it holds a file that is not known here</translation></message>
<message><source>规则包太大</source><translation>it is too large</translation></message>
<message><source>规则包已过有效期</source><translation>its time is over</translation></message>
<message><source>规则包无法识别</source><translation>the package cannot be read</translation></message>
<message><source>规则包没有有效的签名证书</source><translation>it has no valid certificate</translation></message>
<message><source>规则包用的是已停用的签发密钥</source><translation>its key has been replaced</translation></message>
<message><source>规则包的内容与签名不符</source><translation>its content is not what was signed</translation></message>
<message><source>规则包的版本比现用的旧</source><translation>it is older than the one in use</translation></message>
<message><source>规则取值</source><translation>rules</translation></message>
<message><source>规则文件 {0} 有误（{1}），请重新安装程序。</source><translation>The rules file {0} is faulty ({1}); please install the program again.</translation></message>
<message><source>规则文件有误</source><translation>a file of it is wrong</translation></message>
<message><source>规则没有变化</source><translation>nothing in it is new</translation></message>
<message><source>规则版本 {}</source><translation>Rules, version {}</translation></message>
<message><source>规则编号</source><translation>Rule</translation></message>
<message><source>规格</source><translation>Specification</translation></message>
<message><source>视在功率</source><translation>Apparent power</translation></message>
<message><source>解锁</source><translation>Unlock</translation></message>
<message><source>触发</source><translation>Trigger</translation></message>
<message><source>警示带敷设</source><translation>Warning tape laid</translation></message>
<message><source>计划 {}</source><translation>planned {}</translation></message>
<message><source>计划日期请按 2026-12-01 的样子填写</source><translation>Give the planned date as 2026-12-01</translation></message>
<message><source>计划送电日期</source><translation>Energisation planned on</translation></message>
<message><source>计划隐蔽日期</source><translation>To be covered on</translation></message>
<message><source>计数</source><translation>Counts</translation></message>
<message><source>计时没有中止</source><translation>The clocks are not suspended</translation></message>
<message><source>计时自今日中止，到再次到场完成为止</source><translation>The clock stands still from today until the next visit is done</translation></message>
<message><source>计算所需</source><translation>Needed as reckoned</translation></message>
<message><source>计算所需（现有实测加新增）</source><translation>Needed: measured and new</translation></message>
<message><source>计算无功</source><translation>Reactive demand</translation></message>
<message><source>计算有功</source><translation>Active power</translation></message>
<message><source>计算电流</source><translation>Current</translation></message>
<message><source>计算电流（单相）</source><translation>Current (single phase)</translation></message>
<message><source>计算视在</source><translation>Apparent demand</translation></message>
<message><source>计算负荷与实测相符：实测最大 {0} kW，为计算有功 {1} kW 的 {2} %。</source><translation>What is reckoned fits what is measured: at most {0} kW, {2} % of {1} kW reckoned.</translation></message>
<message><source>计算负荷偏大：实测最大只有 {0} kW，为计算有功 {1} kW 的 {2} %，低于 {3} %；请核对清单与需要系数。</source><translation>More is reckoned than measured: at most {0} kW, {2} % of {1} kW, below {3} %; check list and demand factors.</translation></message>
<message><source>计算负荷偏小：实测最大已有 {0} kW，为计算有功 {1} kW 的 {2} %，高于 {4} %；清单可能有遗漏。</source><translation>Less is reckoned than measured: {0} kW already, {2} % of {1} kW, above {4} %; the list may lack something.</translation></message>
<message><source>计算负荷占现有容量</source><translation>Reckoned over existing</translation></message>
<message><source>计算负荷占申请后总容量</source><translation>Reckoned over applied for</translation></message>
<message><source>计算负荷（现场勘查计算书）</source><translation>Load reckoned (sheet of the survey)</translation></message>
<message><source>计算过程（另 {} 项）</source><translation>Steps ({} more)</translation></message>
<message><source>计算：</source><translation>Calculation: </translation></message>
<message><source>计量</source><translation>Metering</translation></message>
<message><source>计量CT正常负荷电流占额定一次电流</source><translation>normal load current / CT rated primary</translation></message>
<message><source>计量与二次预埋</source><translation>Metering and secondary</translation></message>
<message><source>计量与用电信息采集</source><translation>Metering and data</translation></message>
<message><source>计量与采集</source><translation>Metering</translation></message>
<message><source>计量二次导线截面</source><translation>metering secondary conductor section</translation></message>
<message><source>计量二次导线截面（预留管）</source><translation>Secondary wire section</translation></message>
<message><source>计量倍率</source><translation>Multiplier</translation></message>
<message><source>计量准确度等级满足类别</source><translation>Accuracy class meets category</translation></message>
<message><source>计量方式</source><translation>Metering scheme</translation></message>
<message><source>计量方案</source><translation>Metering scheme</translation></message>
<message><source>计量方案建议</source><translation>Metering, proposed</translation></message>
<message><source>计量柜</source><translation>Metering cabinet</translation></message>
<message><source>计量柜与采集终端</source><translation>Metering cabinet and terminal</translation></message>
<message><source>计量柜位置及电能表中心高度</source><translation>Metering cabinet position, meter centre height</translation></message>
<message><source>计量点</source><translation>Metering points</translation></message>
<message><source>计量点位置</source><translation>Metering point</translation></message>
<message><source>计量点功率因数</source><translation>Power factor at the meter</translation></message>
<message><source>计量点正常电流</source><translation>Normal current at the meter</translation></message>
<message><source>计量点编号</source><translation>Metering point</translation></message>
<message><source>计量点额定电流</source><translation>Rated current at the meter</translation></message>
<message><source>计量箱（柜）安装位置合适</source><translation>Metering cabinet position suitable</translation></message>
<message><source>计量装置</source><translation>Metering</translation></message>
<message><source>计量装置准确度等级配置</source><translation>accuracy class per metering category</translation></message>
<message><source>计量装置分类</source><translation>metering category</translation></message>
<message><source>计量装置就绪</source><translation>Metering ready</translation></message>
<message><source>计量装置的准确度等级低于该类别的要求</source><translation>The accuracy class is below what the category wants</translation></message>
<message><source>计量装置类别</source><translation>Metering category</translation></message>
<message><source>计量计费方案</source><translation>Metering and billing</translation></message>
<message><source>记录 {0} 条，文件 {1} 个</source><translation>{0} records, {1} files</translation></message>
<message><source>记录、意见单和照片的小图总是先发；原片在按流量计费的网络上先等着。记在本机。</source><translation>Records, opinions and small copies of photos always go first; originals wait while the network is metered. Remembered on this tablet.</translation></message>
<message><source>记录不足 7 天，只作快速检查</source><translation>a record of less than 7 days, a quick look only</translation></message>
<message><source>记录工程进度</source><translation>Progress of works noted</translation></message>
<message><source>记录整改情况</source><translation>Note what was put right</translation></message>
<message><source>记录检验内容</source><translation>Answers recorded</translation></message>
<message><source>记录满 7 天，可作正式判定</source><translation>a record of 7 days or more, fit for a formal verdict</translation></message>
<message><source>记录现场位置与照片作为勘查检验依据</source><translation>Place and photos as evidence</translation></message>
<message><source>记录的内容与中心的格式不符，多为程序版本较旧；请升级程序后重新记录，仍不行的请联系管理员</source><translation>the record does not have the form that the centre knows, mostly because the program is old; update it and record again, or ask an administrator</translation></message>
<message><source>记录的单位、填写人或设备与登录账号不一致，不能代他人提交；请由填写人在自己的设备上提交</source><translation>organisation, author or device are not those of the account, and nobody submits for another; let its author send it from his own device</translation></message>
<message><source>记录终止，不出具意见</source><translation>Record the stop, no opinion</translation></message>
<message><source>记录缺陷</source><translation>Record defect</translation></message>
<message><source>记录进度</source><translation>Note progress</translation></message>
<message><source>许可</source><translation>Licences</translation></message>
<message><source>许可与协调事项</source><translation>Permits and wayleaves</translation></message>
<message><source>许可类别</source><translation>Category</translation></message>
<message><source>许可证即将到期</source><translation>licence runs out soon</translation></message>
<message><source>许可证在检查当日已过有效期</source><translation>licence had run out on the day</translation></message>
<message><source>许可证尚未在公共平台核验</source><translation>licence not looked up in the public register yet</translation></message>
<message><source>许可证有效</source><translation>licence valid</translation></message>
<message><source>许可证有效，类别、等级覆盖本工程</source><translation>licence valid, its category and grade cover the works</translation></message>
<message><source>许可证未查到</source><translation>licence not found</translation></message>
<message><source>许可证等级未覆盖本工程电压等级或无法辨认</source><translation>grade does not reach the voltage, or cannot be read</translation></message>
<message><source>许可证等级范围</source><translation>Scope of licences</translation></message>
<message><source>许可证类别不含本工程所需类别</source><translation>licence lacks the category needed</translation></message>
<message><source>设三相功率因数相同：√(Ia²+Ib²+Ic²−IaIb−IbIc−IcIa)</source><translation>equal power factors assumed: √(Ia²+Ib²+Ic²−IaIb−IbIc−IcIa)</translation></message>
<message><source>设备</source><translation>Equipment</translation></message>
<message><source>设备、容量、脉波数；答复方案前须做电能质量评估</source><translation>Equipment, capacity, pulse number; a power-quality study is needed before the scheme reply</translation></message>
<message><source>设备功率合计</source><translation>Equipment power</translation></message>
<message><source>设备合格证、出厂试验、3C/型式试验证书</source><translation>Equipment certificates</translation></message>
<message><source>设备名称</source><translation>Equipment</translation></message>
<message><source>设备型式</source><translation>Type of device</translation></message>
<message><source>设备基础</source><translation>Equipment foundation</translation></message>
<message><source>设备基础与配电房土建</source><translation>Foundations and civil</translation></message>
<message><source>设备安装完成</source><translation>Equipment installed</translation></message>
<message><source>设备已移除：{}</source><translation>Device removed: {}</translation></message>
<message><source>设备接地引下线两根独立接入主网</source><translation>Two independent leads for main equipment</translation></message>
<message><source>设备时间比中心快一天以上，这一步不计入；请校正设备时间后重新办理</source><translation>this device's clock was more than a day ahead of the centre, so the step does not count; set the clock right and do it again</translation></message>
<message><source>设备材料供应单位</source><translation>Supplier of equipment and material</translation></message>
<message><source>设备清单中有影响电能质量的设备，应选“是”</source><translation>The load list has disturbing equipment</translation></message>
<message><source>设备清单总容量与核定容量相差超过 20 %，请在备注中说明</source><translation>The load list differs from the capacity by more than 20 %</translation></message>
<message><source>设备清单总容量与申请容量相差超过 20 %，请在备注中说明</source><translation>The list differs from the capacity applied for by more than 20 %</translation></message>
<message><source>设备清单总容量超过低压接入容量上限</source><translation>The load list is above the cap of low voltage</translation></message>
<message><source>设备种类</source><translation>Kind of device</translation></message>
<message><source>设置</source><translation>Settings</translation></message>
<message><source>设计、施工、试验单位资质</source><translation>Licences of design, construction and test units</translation></message>
<message><source>设计单位</source><translation>Design unit</translation></message>
<message><source>设计单位（客户自主选择）</source><translation>Design unit (chosen by the customer)</translation></message>
<message><source>设计变更经审查同意</source><translation>Changes approved</translation></message>
<message><source>设计图纸及说明书</source><translation>Drawings and description</translation></message>
<message><source>设计完成</source><translation>Design done</translation></message>
<message><source>设计审查</source><translation>Design review</translation></message>
<message><source>设计审查意见</source><translation>Design review opinion</translation></message>
<message><source>设计审查意见单</source><translation>Design review opinion</translation></message>
<message><source>设计开始</source><translation>Design started</translation></message>
<message><source>设计文件</source><translation>Documents</translation></message>
<message><source>设计文件不齐，不能出具合格结论</source><translation>Documents are missing</translation></message>
<message><source>设计文件审查</source><translation>Design review</translation></message>
<message><source>设计文件审查意见单</source><translation>Design review opinion</translation></message>
<message><source>设计文件审查时</source><translation>At the design review</translation></message>
<message><source>设计文件报审</source><translation>Design submitted</translation></message>
<message><source>设计资质已过有效期，不能出具合格结论</source><translation>The licence has run out</translation></message>
<message><source>证书不是本中心签发的，不能用；请向管理员领取本中心的签名证书</source><translation>This centre has not issued the certificate; ask the administrator for one of this centre</translation></message>
<message><source>证书不是用来签名的；请向管理员领取签名证书</source><translation>The certificate is not for signing; ask the administrator for one that is</translation></message>
<message><source>证书不是登录本机的人的；请本人在自己的平板上导入</source><translation>The certificate is not of whoever is signed in here; let that person take it in on his own tablet</translation></message>
<message><source>证书文件仍以它自己的密码加密，存放在加密的工作区里；密码不保存，也没有使用系统钥匙库。</source><translation>The certificate file stays encrypted under its own password, in the encrypted workspace; the password is not kept, and the key store of the system is not used.</translation></message>
<message><source>证书文件的密码</source><translation>Password of the file</translation></message>
<message><source>证件</source><translation>Identity</translation></message>
<message><source>证件号</source><translation>Identity number</translation></message>
<message><source>证件号码后四位</source><translation>Last four of the number</translation></message>
<message><source>证件或文件编号</source><translation>Number of the document</translation></message>
<message><source>证明级别 {0}：{1}</source><translation>Level of proof {0}: {1}</translation></message>
<message><source>诊断内容</source><translation>Diagnostics</translation></message>
<message><source>诊断文件</source><translation>Diagnostic file</translation></message>
<message><source>试验单位</source><translation>Test unit</translation></message>
<message><source>试验单位应持有承试类许可证，请核实</source><translation>A test unit needs the test category</translation></message>
<message><source>试验完成</source><translation>Tests done</translation></message>
<message><source>试验电压</source><translation>Test voltage</translation></message>
<message><source>该签的都已签</source><translation>All expected signatures are there</translation></message>
<message><source>语言</source><translation>Language</translation></message>
<message><source>说明</source><translation>Note</translation></message>
<message><source>请为标出的文字写明理由</source><translation>Give a reason for the marked words</translation></message>
<message><source>请交办公室收件；在导入回执或联网之前，内容仍在本机待发送。</source><translation>Give it to the office. Until its answer is taken or you are online, everything still waits here.</translation></message>
<message><source>请从录波器或分析仪重新导出。</source><translation>Export it again from the recorder or analyser.</translation></message>
<message><source>请从录波器或分析仪重新导出；仍如此时，请把原文件交给厂家核对。</source><translation>Export it again from the recorder or analyser; if it is still so, let the maker look at the file.</translation></message>
<message><source>请从文件现有的列里选择。</source><translation>Choose among the columns that the file has.</translation></message>
<message><source>请从电表或采集系统重新导出。</source><translation>Export it again from the meter or the collection system.</translation></message>
<message><source>请先在“检验仪器”中登记检定期内的仪器，现场读数才能判为合格</source><translation>list an instrument in calibration under “Instruments” first; only then can a reading taken on site pass</translation></message>
<message><source>请先完成检验记录</source><translation>Please record the inspection first</translation></message>
<message><source>请先打开要说明的那份单据，再从那里填写</source><translation>Open the paper in question first and begin from there</translation></message>
<message><source>请先把单据阅至末页，再签字</source><translation>Please read the paper to its end before you sign</translation></message>
<message><source>请写明为什么作废</source><translation>say why it is set aside</translation></message>
<message><source>请写明受阻的情况</source><translation>Say what holds the works up</translation></message>
<message><source>请写明客户做了什么</source><translation>Say what the customer did</translation></message>
<message><source>请写明理由</source><translation>give the reason</translation></message>
<message><source>请分段导出（例如每月一个文件），再分别导入。</source><translation>Export it in parts (a file a month, say) and import each.</translation></message>
<message><source>请分段导出（每个文件不超过 64 MB、200 万点），再分别导入。</source><translation>Export it in parts (at most 64 MB and 2 million points a file) and import each.</translation></message>
<message><source>请分段导出，或等机器空闲时再读。</source><translation>Export it in parts, or read it when the machine is less busy.</translation></message>
<message><source>请去掉密码另存后再选。</source><translation>Save it without the password, then choose that.</translation></message>
<message><source>请在上方签字板上签名。</source><translation>Please sign on the pad above.</translation></message>
<message><source>请在备注中写明情况</source><translation>Please explain in the note</translation></message>
<message><source>请在复检到这一条时办理</source><translation>do this at the re-inspection that looks at it</translation></message>
<message><source>请在检查项写明</source><translation>Say so at the item</translation></message>
<message><source>请在相机设置里改用 JPEG（iPhone 选“兼容性最佳”）后重拍，或选 JPEG、PNG 照片。</source><translation>Set the camera to JPEG (iPhone: “Most Compatible”) and take it again, or choose a JPEG or PNG photo.</translation></message>
<message><source>请在签字板上签名</source><translation>Please sign on the pad</translation></message>
<message><source>请在这一行补上引号，或重新导出。</source><translation>Close the quotation mark in this line, or export the file again.</translation></message>
<message><source>请填{0}的{1}</source><translation>Please enter, {0}: a {1}</translation></message>
<message><source>请填{}</source><translation>Please enter a {}</translation></message>
<message><source>请填写仪表铭牌上的出厂编号，再写入。</source><translation>Enter the serial number on the plate of the instrument first.</translation></message>
<message><source>请填写检定有效期，例如 2027-03-31。</source><translation>Please fill in the calibration date, for example 2027-03-31.</translation></message>
<message><source>请填写检定有效期，例如 2027-03-31，再写入。</source><translation>Enter until when it is calibrated first, such as 2027-03-31.</translation></message>
<message><source>请填写签字人姓名</source><translation>Please fill in the signer's name</translation></message>
<message><source>请填写见证人：看着签字的人，或收回签好纸件的人</source><translation>Enter the witness: who saw it signed, or took the signed sheet back</translation></message>
<message><source>请填写额定功率。</source><translation>Enter the rated power.</translation></message>
<message><source>请填写：{}</source><translation>Please fill in: {}</translation></message>
<message><source>请填纬度和经度，如 36.61714, 101.77820</source><translation>Write latitude and longitude, like 36.61714, 101.77820</translation></message>
<message><source>请客户重新提供</source><translation>Ask the customer again</translation></message>
<message><source>请导出为 CSV、TXT 或 XLSX 后再选。</source><translation>Export it as CSV, TXT or XLSX, then choose that.</translation></message>
<message><source>请导出更长的时段。</source><translation>Export a longer period.</translation></message>
<message><source>请导出有功功率（kW）或正向有功电量（kWh）曲线。</source><translation>Export the curve of active power (kW) or of active energy drawn (kWh).</translation></message>
<message><source>请录一段至少 0.2 秒、每周波 8 点以上的波形。</source><translation>Record at least 0.2 s with 8 samples a cycle or more.</translation></message>
<message><source>请截取需要的一段再导出，或等机器空闲时再读。</source><translation>Export only the stretch that is needed, or read it when the machine is less busy.</translation></message>
<message><source>请截取需要的一段，或少选几路，再导出。</source><translation>Export only the stretch, or the channels, that are needed.</translation></message>
<message><source>请把 .cfg 和 .dat 放在一起再选。</source><translation>Put the .cfg and the .dat into one folder, then choose again.</translation></message>
<message><source>请把单据阅至末页，然后签字。</source><translation>Read the paper to its end, then sign.</translation></message>
<message><source>请指明哪一列是时间；没有时请连时间一起导出。</source><translation>Say which column is the time; if there is none, export the times as well.</translation></message>
<message><source>请指明哪一列是有功功率；没有时请重新导出有功功率曲线。</source><translation>Say which column is active power; if there is none, export the curve of active power.</translation></message>
<message><source>请指明表头在第几行，并核对分隔符。</source><translation>Say which line the header is, and check the delimiter.</translation></message>
<message><source>请指明间隔，或按间隔分开导出。</source><translation>Say what the interval is, or export each interval by itself.</translation></message>
<message><source>请按 100/5 的样子填写变比</source><translation>Write the ratio like 100/5</translation></message>
<message><source>请按 2026-05-06 09:30 的样子填写</source><translation>Please write it like 2026-05-06 09:30</translation></message>
<message><source>请按 2026-12-01 的样子填写</source><translation>Please write it like 2026-12-01</translation></message>
<message><source>请按 2026-12-01 的样子填写整改完成日期，不能晚于今天</source><translation>Enter the day it was put right like 2026-12-01, today at the latest</translation></message>
<message><source>请按倍率分开导出。</source><translation>Export each multiplier by itself.</translation></message>
<message><source>请按电表分开导出。</source><translation>Export each meter by itself.</translation></message>
<message><source>请改正这一格的时间，或重新导出。</source><translation>Correct the time in this cell, or export the file again.</translation></message>
<message><source>请改正这一格（没有读数时留空），或重新导出。</source><translation>Correct this cell (leave it empty where there is no reading), or export the file again.</translation></message>
<message><source>请改用 UTC 或 Asia/Shanghai 这样的时区名。</source><translation>Use a name such as UTC or Asia/Shanghai.</translation></message>
<message><source>请改选编码，或选自动。</source><translation>Choose another encoding, or automatic.</translation></message>
<message><source>请核实</source><translation>please verify</translation></message>
<message><source>请核对</source><translation>Please check</translation></message>
<message><source>请用分析仪软件另存为 CSV、XLSX 或 COMTRADE。</source><translation>Save it as CSV, XLSX or COMTRADE with the analyser's program.</translation></message>
<message><source>请留意：{}。</source><translation> Please note: {}.</translation></message>
<message><source>请登记主要用电设备</source><translation>Please list the main appliances</translation></message>
<message><source>请确认您已在这个工单的人员中，否则中心会退回您的记录。</source><translation>Make sure that you are on the team of this case, or the centre returns your records.</translation></message>
<message><source>请确认所选时段有数据，再重新导出。</source><translation>Make sure that there is data in the chosen period, then export it again.</translation></message>
<message><source>请确认文件还在、没有被别的程序占用，再重新选择。</source><translation>Make sure that the file is still there and not held by another program, then choose it again.</translation></message>
<message><source>请等 {}</source><translation>Please wait {}</translation></message>
<message><source>请补齐这一行，或重新导出。</source><translation>Complete this line, or export the file again.</translation></message>
<message><source>请说明是新出现，还是上次漏检</source><translation>Say whether it is new or was missed last time</translation></message>
<message><source>请输入签名证书的密码。</source><translation>Enter the password of the signing key.</translation></message>
<message><source>请选 .cfg 或 .cff 文件。</source><translation>Choose a .cfg or .cff file.</translation></message>
<message><source>请选出在纸上签了字的栏目：从下一位应签的人起，中间不能空</source><translation>Choose the places that were signed on the print: from the next signer on, without a gap</translation></message>
<message><source>请选择</source><translation>Please choose</translation></message>
<message><source>请选择为什么在纸上签字</source><translation>Choose why it was signed on a print</translation></message>
<message><source>请选择签好字的扫描件或照片（PDF、JPEG、PNG，最多 20 个）</source><translation>Choose scans or photos of the signed sheets (PDF, JPEG, PNG; 20 at most)</translation></message>
<message><source>请重新导出后再选。</source><translation>Export it again, then choose that.</translation></message>
<message><source>请重新导出，或另存为 CSV 后再选。</source><translation>Export it again, or save it as CSV and choose that.</translation></message>
<message><source>请重新拍摄，或选 JPEG、PNG 照片。</source><translation>Take it again, or choose a JPEG or PNG photo.</translation></message>
<message><source>请重新触发或重新导出一段有数据的录波。</source><translation>Record again, or export a recording that holds data.</translation></message>
<message><source>请重新选择文件再看一遍。</source><translation>Choose the file again and look at it once more.</translation></message>
<message><source>请重新选择文件，再看一遍预览。</source><translation>Choose the file again and look at the preview once more.</translation></message>
<message><source>读仪表</source><translation>Read an instrument</translation></message>
<message><source>读取失败</source><translation>not read</translation></message>
<message><source>读取超过 30 秒，已停止</source><translation>reading took over 30 s and was stopped</translation></message>
<message><source>读取超过 60 秒，已停止</source><translation>reading took longer than 60 seconds and was stopped</translation></message>
<message><source>读取进度</source><translation>Progress of reading</translation></message>
<message><source>读数已乘倍率 {0}</source><translation>Readings were multiplied by {0}</translation></message>
<message><source>读电表</source><translation>Read a meter</translation></message>
<message><source>读负荷记录</source><translation>Read the load record</translation></message>
<message><source>谁在何时做了什么，按先后相扣，不能改也不能删；同步时送中心核对。草稿不记。</source><translation>Who did what and when, each line linked to the one before: it cannot be changed or taken out, and the centre checks it at each sync. Drafts leave no line.</translation></message>
<message><source>调度协议编号</source><translation>Dispatch agreement number</translation></message>
<message><source>调度通信方式</source><translation>Communication with dispatch</translation></message>
<message><source>调控</source><translation>Dispatch</translation></message>
<message><source>调控中心</source><translation>Dispatch</translation></message>
<message><source>谐波</source><translation>Harmonic</translation></message>
<message><source>谐波子组：电压占基波 %，电流 A</source><translation>Harmonic subgroups: voltage in % of the fundamental, current in A</translation></message>
<message><source>谐波次数</source><translation>Harmonic order</translation></message>
<message><source>谐波源设备（整流、变频、中频炉、充电桩、电弧炉）</source><translation>Harmonic sources listed</translation></message>
<message><source>谐波电压</source><translation>Harmonic voltages</translation></message>
<message><source>谐波电流</source><translation>Harmonic currents</translation></message>
<message><source>谐波电流不能判定（{0}）</source><translation>harmonic currents cannot be judged ({0})</translation></message>
<message><source>谐波畸变率</source><translation>Harmonic distortion</translation></message>
<message><source>谷</source><translation>valley</translation></message>
<message><source>负荷平稳：平均为最大值的 {0} %</source><translation>the load is steady: its mean is {0} % of the peak</translation></message>
<message><source>负荷持续曲线</source><translation>Load duration curve</translation></message>
<message><source>负荷曲线</source><translation>Load curve</translation></message>
<message><source>负荷曲线已导入：{}</source><translation>Load curve imported: {}</translation></message>
<message><source>负荷曲线文件 {0} 个，{1}</source><translation>Load curves: {0} files, {1}</translation></message>
<message><source>负荷率</source><translation>Load factor</translation></message>
<message><source>负荷率 {0}</source><translation>load factor {0}</translation></message>
<message><source>负荷等级</source><translation>Grade</translation></message>
<message><source>负荷计算、电源、计量和产权分界须齐全；请补齐后再送审</source><translation>load calculation, sources, metering and boundary are all needed; complete them, then submit</translation></message>
<message><source>负荷计算（需要系数法）</source><translation>Demand (demand-factor method)</translation></message>
<message><source>负荷记录不成格式或校验不对，没有采用：{1}。请重读，或改用抄表软件导出。</source><translation>The load record is malformed or has a wrong checksum; it was not used: {1}. Read again, or export it with the meter's own software.</translation></message>
<message><source>负荷起伏大：平均只有最大值的 {0} %</source><translation>the load is uneven: its mean is only {0} % of the peak</translation></message>
<message><source>负责：{0}　部门：{1}</source><translation>In charge: {0}　Departments: {1}</translation></message>
<message><source>负载持续率</source><translation>Duty</translation></message>
<message><source>负载损耗</source><translation>Load losses</translation></message>
<message><source>负载率</source><translation>Load rate</translation></message>
<message><source>账户与中心</source><translation>Account and centre</translation></message>
<message><source>质量随时间</source><translation>Quality over time</translation></message>
<message><source>费用</source><translation>Fees</translation></message>
<message><source>费用名称</source><translation>Fee</translation></message>
<message><source>费用结清</source><translation>Fees settled</translation></message>
<message><source>资产编号（条码）</source><translation>Asset number (barcode)</translation></message>
<message><source>资质</source><translation>Licence</translation></message>
<message><source>资质有效期至</source><translation>Licence valid to</translation></message>
<message><source>资质查询已过去较久，建议重新查询</source><translation>The licence was looked up long ago; better look again</translation></message>
<message><source>资质等级</source><translation>Grade</translation></message>
<message><source>资质证书编号</source><translation>Licence number</translation></message>
<message><source>资质（许可证）编号</source><translation>Licence number</translation></message>
<message><source>起始示数　峰</source><translation>Reading peak</translation></message>
<message><source>起始示数　平</source><translation>Reading flat</translation></message>
<message><source>起始示数　总</source><translation>Reading total</translation></message>
<message><source>起始示数　谷</source><translation>Reading valley</translation></message>
<message><source>起度示数（各费率、无功）</source><translation>Initial readings all tariffs</translation></message>
<message><source>超出 {0} %</source><translation>{0} % over</translation></message>
<message><source>超时限原因</source><translation>Why it is late</translation></message>
<message><source>超过 50 kW（可配置）</source><translation>above 50 kW (configurable)</translation></message>
<message><source>超过低压接入容量上限，宜以高压供电</source><translation>Above the cap of low voltage; high voltage should be proposed</translation></message>
<message><source>超过时限的原因</source><translation>Reason for being late</translation></message>
<message><source>超过限值</source><translation>above the limit</translation></message>
<message><source>距上次试验</source><translation>Since the last test</translation></message>
<message><source>距触发 {}</source><translation>{} from the trigger</translation></message>
<message><source>路径与障碍</source><translation>Route and obstacles</translation></message>
<message><source>身份核对方式</source><translation>How identified</translation></message>
<message><source>身份核验方式</source><translation>Identified by</translation></message>
<message><source>车行道下</source><translation>Below a road</translation></message>
<message><source>转交单位的联系方式</source><translation>Hands out a unit's contact</translation></message>
<message><source>软起</source><translation>Soft starter</translation></message>
<message><source>运维检修</source><translation>Operation and maintenance</translation></message>
<message><source>运维检修部</source><translation>Operation and maintenance</translation></message>
<message><source>运行人员、规程、工器具、消防</source><translation>Operation, tools, fire</translation></message>
<message><source>运行值班人员名单及高压电工资格</source><translation>Operating staff and their certificates</translation></message>
<message><source>运行方式</source><translation>Operation</translation></message>
<message><source>运行管理制度</source><translation>Operating rules</translation></message>
<message><source>运行规程、操作票、一次模拟图上墙</source><translation>Rules, switching sheets, single-line</translation></message>
<message><source>返回</source><translation>Back</translation></message>
<message><source>返回修改</source><translation>Go back and correct</translation></message>
<message><source>返回列表</source><translation>Back to list</translation></message>
<message><source>返回工单</source><translation>Back to case</translation></message>
<message><source>还有 {} 项没有完成，请逐项补齐。</source><translation>Items still open: {}. Please complete them one by one.</translation></message>
<message><source>还有危急或严重缺陷没有整改，不能判为合格；请整改后复检，或按整改出具结论</source><translation>grave defects are still open, so it cannot pass; have them put right and look again, or conclude with rectification</translation></message>
<message><source>还有项目没有判定，不能判为合格；请逐项判定</source><translation>some items are not judged, so it cannot pass; judge each of them</translation></message>
<message><source>还没有与中心核对过</source><translation>Not compared with the centre yet</translation></message>
<message><source>还没有人签字</source><translation>Nobody has signed yet</translation></message>
<message><source>还没有写意见</source><translation>Opinion not written yet</translation></message>
<message><source>还没有加入中心</source><translation>No centre joined yet</translation></message>
<message><source>还没有开始计时。</source><translation>No clock has started yet.</translation></message>
<message><source>还没有报告。完成一次检验并出具意见单后，会列在这里。</source><translation>No reports yet. They are listed here once an inspection is recorded and its opinion issued.</translation></message>
<message><source>还没有用过的仪器。在检验的“仪器”一栏登记后，会列在这里。</source><translation>No instruments yet. Those noted in an inspection are listed here.</translation></message>
<message><source>还没有登记设备</source><translation>No equipment noted yet</translation></message>
<message><source>还没有签名证书，请联网登录一次</source><translation>No signing certificate yet; please sign in once with a network</translation></message>
<message><source>还没有记录</source><translation>Nothing noted yet</translation></message>
<message><source>还没有选扫描件</source><translation>No scan chosen yet</translation></message>
<message><source>还没有；空闲时会自动备份</source><translation>None yet; one is made at a quiet moment</translation></message>
<message><source>还缺 {} 种材料</source><translation>{} materials missing</translation></message>
<message><source>还缺 {} 项</source><translation>Still open: {}</translation></message>
<message><source>还缺签字：{}</source><translation>Still to sign: {}</translation></message>
<message><source>还缺读数</source><translation>Reading missing</translation></message>
<message><source>这一天没有出具或签署的报告。</source><translation>No paper was issued or signed on this day.</translation></message>
<message><source>这一年的节假日安排已经有了，要更正请加 --replace</source><translation>this year is known already; to correct it add --replace</translation></message>
<message><source>这一条现在不能作废，可能已经送达或已处理，请看页面上的最新状态</source><translation>this cannot be set aside now; it may have arrived or been dealt with, look at the page as it is</translation></message>
<message><source>这一步已经办过，不用重复办理；请办理下一步</source><translation>this was done already; go on to the next step</translation></message>
<message><source>这一步由系统按规则记录，不由人办理；请等条件具备，届时自动出现</source><translation>the system records this by rule, nobody says it; wait for its conditions, then it appears by itself</translation></message>
<message><source>这一版已经审核过，请等待更正</source><translation>this version has been looked at already; wait for the correction</translation></message>
<message><source>这一环节没有需要填写的单据。</source><translation>No form is filled at this stage.</translation></message>
<message><source>这一电压等级没有限值</source><translation>no limit at this voltage level</translation></message>
<message><source>这一行不成格式</source><translation>this row is malformed</translation></message>
<message><source>这一行已移除。</source><translation>The row was removed.</translation></message>
<message><source>这一行的引号没有配对，或这一行过长</source><translation>the quotes in this line do not match, or it is too long</translation></message>
<message><source>这一行缺列</source><translation>columns are missing in this line</translation></message>
<message><source>这一行缺栏</source><translation>this line lacks a column</translation></message>
<message><source>这一项对普通客户只作建议，等级请选“建议”</source><translation>For an ordinary customer this item is advice only: choose “Minor”</translation></message>
<message><source>这不是 COMTRADE 录波文件</source><translation>this is no COMTRADE recording</translation></message>
<message><source>这不是 PDF 文件</source><translation>This is not a PDF file</translation></message>
<message><source>这不是勘验通的 U 盘文件。请选择以 .kstick 结尾的文件</source><translation>This is no Kanyan stick file. Choose one that ends in .kstick</translation></message>
<message><source>这不是文本文件</source><translation>this is no text file</translation></message>
<message><source>这不是文本表格</source><translation>this is not a text table</translation></message>
<message><source>这不是照片</source><translation>this is not a photo</translation></message>
<message><source>这不是这里要的那种文件：导出文件交中心收件，回执文件由平板导入</source><translation>This is another kind of file: exports go to the centre, answers to the device</translation></message>
<message><source>这不是邀请文件。请在接手的平板上写出邀请文件（.kinvite）</source><translation>This is no invitation. Write one (.kinvite) on the device that takes over</translation></message>
<message><source>这个原因不在规定的范围内；请从所列原因中选择</source><translation>this reason is not among those the rules list; choose one of them</translation></message>
<message><source>这个原因不能中止计时；请从所列原因中选择，否则继续办理</source><translation>this reason does not stop the clock; choose one that the rules list, or go on</translation></message>
<message><source>这个工作区由更新版本的勘验通写入，请先升级本机程序。</source><translation>A newer Kanyan wrote this workspace; please update the program on this device first.</translation></message>
<message><source>这个工单没有这一环节，不用办理；请办理下一步</source><translation>this case has no such stage; go on to the next step</translation></message>
<message><source>这个工单里还有别人移交来、尚未送达中心的内容。请先联网同步一次再移交</source><translation>Part of this case was handed over to you and has not reached the centre. Sync online once before you hand it on</translation></message>
<message><source>这个扫描件已经附在别的签字上；请选这份单据自己的扫描件</source><translation>This scan is attached to another signature already; choose this paper's own scan</translation></message>
<message><source>这个数不可能</source><translation>this number is impossible</translation></message>
<message><source>这个文件不在本机：可能还没有取来，或已清理。请在工单页点“从中心取回”，或同步后再看。</source><translation>This file is not on this device: it was not fetched yet, or was cleaned. Press “Fetch from the centre” on the page of the case, or look again after a sync.</translation></message>
<message><source>这个文件不完整，可能没有拷完。请从平板重新导出或重新拷贝</source><translation>This file is not whole, perhaps not copied to its end. Export or copy it again</translation></message>
<message><source>这个文件不是由本中心认可的设备签出的，没有收下任何内容</source><translation>No device of this centre signed this file; nothing was taken</translation></message>
<message><source>这个文件不是签名证书（.p12）；请重新选择</source><translation>This file is no signing key (.p12); choose another</translation></message>
<message><source>这个文件不是给这里的，打不开。请核对是哪台平板、哪个中心的文件</source><translation>This file is not meant for here and cannot be opened. Check which device and centre it belongs to</translation></message>
<message><source>这个文件出自更新的版本。请先升级这里的程序</source><translation>A newer version wrote this file. Update the program here first</translation></message>
<message><source>这个文件属于另一个中心。请送到平板加入的那个中心</source><translation>This file belongs to another centre. Take it to the one that the device has joined</translation></message>
<message><source>这个文件属于另一个单位。请由那个单位的人员收件</source><translation>This file belongs to another organisation. Let its own people take it</translation></message>
<message><source>这个文件已超过 90 天。请重新导出</source><translation>This file is older than 90 days. Export it again</translation></message>
<message><source>这个文件打不开</source><translation>this file cannot be opened</translation></message>
<message><source>这个文件是空的</source><translation>this file is empty</translation></message>
<message><source>这个文件没有传成。内容仍在本机，可以再试。</source><translation>This file could not be sent. Its content is still here: try again.</translation></message>
<message><source>这个文件被改动过或已损坏，没有收下任何内容。请重新导出</source><translation>This file was changed or is damaged; nothing was taken. Export it again</translation></message>
<message><source>这份单据不用于这类客户；请选用相应电压等级的单据</source><translation>this form is not for this class of customer; use the one for its voltage</translation></message>
<message><source>这份单据由{}填写。请其登录后办理。</source><translation>This form is filled by: {}. Let them sign in and do it.</translation></message>
<message><source>这份回执已过时，平板上的内容比它新，没有改动任何内容。请直接联网同步或重新导出</source><translation>This answer is out of date: the device is further on, and nothing was changed. Sync online, or export again</translation></message>
<message><source>这份移交已经接收过，没有重复接收</source><translation>This hand-over was taken before; it was not taken twice</translation></message>
<message><source>这份记录已签字或已归档，签过的内容不能直接更改；如需更正，请由审核人员退回后出具修订版重新签字</source><translation>it is signed, and what is signed is not changed; have it returned, then issue the next revision and sign again</translation></message>
<message><source>这份记录已经封存，不能再改。如需更正，请出具新的修订版并重新签字。</source><translation>This record is sealed and cannot be changed. To correct it, issue a new revision and sign again.</translation></message>
<message><source>这台设备上还没有工作区，请先登录中心。</source><translation>There is no workspace on this device yet; please sign in to the centre first.</translation></message>
<message><source>这是 PQDIF 文件，还没有可靠的读取程序</source><translation>this is a PQDIF file, for which there is no dependable reader yet</translation></message>
<message><source>这是按规则得出的核对建议，不是结论；由客户与供电企业依规定确定。</source><translation>This is a proposal to check by the rules, not a decision; customer and utility settle it as the regulations say.</translation></message>
<message><source>这条缺陷已不在待整改之列</source><translation>This defect is no longer to be put right</translation></message>
<message><source>这条记录已有新的版本，请看过之后再审核</source><translation>there is a newer version of this record; look at it first</translation></message>
<message><source>这条记录由较旧的程序生成，缺少规则要求的内容；请升级程序后重新记录</source><translation>an older program made this record without what the rules want; update the program and record it again</translation></message>
<message><source>这种仪表没有可读的负荷记录。请改用 DL/T 645 电能表，或导入负荷文件。</source><translation>This kind of instrument has no load record to read. Use a DL/T 645 meter, or import a load file.</translation></message>
<message><source>这种密钥不能用来签单据；请使用 P-256 或 2048 位以上 RSA 的证书</source><translation>Papers are not signed with this kind of key; use one on P-256 or RSA of 2048 bits and more</translation></message>
<message><source>这种运行方式需要两路及以上电源</source><translation>This operation needs two sources</translation></message>
<message><source>这类客户不能当场答复供电方案；请按书面方案送审、批准后答复</source><translation>this customer cannot be replied to on the spot; draft the scheme, have it approved, then reply</translation></message>
<message><source>这类客户没有要实施的工程，不用登记开工；请直接办理接电前的手续</source><translation>this customer has no works to build; go on to what comes before connection</translation></message>
<message><source>这里应当是数字</source><translation>a number is expected here</translation></message>
<message><source>连不上 {0}。请核对地址、端口，并确认仪表或串口服务器已通电、在同一网络。</source><translation>{0} cannot be reached. Check address and port, and that the instrument or serial server has power and is on the same network.</translation></message>
<message><source>连接</source><translation>Connect</translation></message>
<message><source>连续</source><translation>Continuous</translation></message>
<message><source>连锁连续运输机械</source><translation>interlocked conveyors</translation></message>
<message><source>退回 {} 条，见“需要处理”。</source><translation>{} were not accepted, see above. </translation></message>
<message><source>退回 {} 项</source><translation>{} returned</translation></message>
<message><source>退回时一次性告知的缺项</source><translation>What was missing, told at once</translation></message>
<message><source>退回照片：{}</source><translation>Photo returned: {}</translation></message>
<message><source>退回补正</source><translation>Returned to be completed</translation></message>
<message><source>退回须写明意见</source><translation>say why it is returned</translation></message>
<message><source>退回：{}</source><translation>Returned: {}</translation></message>
<message><source>退格</source><translation>Backspace</translation></message>
<message><source>送电方案及调度批准编号</source><translation>Energisation plan approved by dispatch</translation></message>
<message><source>送电时间</source><translation>Energised at</translation></message>
<message><source>送电时间不能晚于今天</source><translation>It cannot be energised in the future</translation></message>
<message><source>送电时间早于合同签订</source><translation>Energised before the contract</translation></message>
<message><source>送电时间早于竣工检验合格</source><translation>Energised before the inspection passed</translation></message>
<message><source>送达方式</source><translation>Delivered by</translation></message>
<message><source>选一段</source><translation>Select</translation></message>
<message><source>选了 {0} 份报告，每份打印 {1} 份，按原尺寸（100 %），不缩放。</source><translation>{0} papers chosen, {1} copies of each, at their own size (100 %), not scaled.</translation></message>
<message><source>选别的文件</source><translation>Another file</translation></message>
<message><source>选变压器用视在</source><translation>Apparent power for the transformer</translation></message>
<message><source>选同事，或写姓名</source><translation>Choose a colleague, or type a name</translation></message>
<message><source>选好仪表和接口，再按“连接”。本程序只读，不会改动仪表。</source><translation>Choose instrument and port, then press “Connect”. This program only reads and changes nothing in the instrument.</translation></message>
<message><source>选定日期</source><translation>Chosen on</translation></message>
<message><source>选定日期不能晚于今天</source><translation>It cannot be chosen in the future</translation></message>
<message><source>选工具，再在图板上画线或点放；放符号前可先写名称。</source><translation>Choose a tool, then draw or tap on the board; a name may be typed before placing a symbol.</translation></message>
<message><source>选打印机</source><translation>Choose printer</translation></message>
<message><source>选扫描件或照片</source><translation>Choose scans or photos</translation></message>
<message><source>选择</source><translation>Choice</translation></message>
<message><source>选择录波文件</source><translation>Choose a recording</translation></message>
<message><source>选择接手人的邀请</source><translation>The invitation of whoever takes over</translation></message>
<message><source>选择照片</source><translation>Choose photos</translation></message>
<message><source>选择证书文件</source><translation>Choose a key file</translation></message>
<message><source>选择负荷数据文件</source><translation>Choose a load file</translation></message>
<message><source>选照片</source><translation>Choose photos</translation></message>
<message><source>选照片或 PDF</source><translation>Photo or PDF</translation></message>
<message><source>选照片文件</source><translation>Choose files</translation></message>
<message><source>逐日叠加</source><translation>Days</translation></message>
<message><source>逐时均值除以日均值，与参考形状之差的均方根，工作日与休息日按 5:2；0 为相同</source><translation>hourly means over the day's mean; root mean square of the difference to the reference, working days and days off 5:2; 0 is the same</translation></message>
<message><source>逗号</source><translation>comma</translation></message>
<message><source>逗号（1,5）</source><translation>comma (1,5)</translation></message>
<message><source>通信地址</source><translation>Communication address</translation></message>
<message><source>通道宽度</source><translation>Passage width</translation></message>
<message><source>通道数不对</source><translation>the number of channels is impossible</translation></message>
<message><source>通风、照明、应急照明预留</source><translation>Ventilation and emergency lighting provided</translation></message>
<message><source>避雷器</source><translation>Surge arrester</translation></message>
<message><source>避雷器、互感器</source><translation>Arrester, VT, CT</translation></message>
<message><source>避雷器绝缘电阻</source><translation>Arrester insulation</translation></message>
<message><source>避雷器／互感器</source><translation>Arrester or instrument transformer</translation></message>
<message><source>邀请已写好：{}。请把它交给移交的一方。</source><translation>The invitation is written: {}. Give it to whoever hands over.</translation></message>
<message><source>邀请文件 (*.kinvite)</source><translation>Invitations (*.kinvite)</translation></message>
<message><source>邀请文件就是本机的，不能移交给自己。请用另一台平板的邀请文件</source><translation>This invitation is this device's own. Use that of the other device</translation></message>
<message><source>邮寄</source><translation>By post</translation></message>
<message><source>部位</source><translation>Part</translation></message>
<message><source>部门</source><translation>Department</translation></message>
<message><source>配变/低压共用接地电阻</source><translation>earth resistance, substation with LV equipment</translation></message>
<message><source>配变出口三相电流不平衡度</source><translation>current unbalance at transformer LV outlet</translation></message>
<message><source>配套工程完成后可以供电</source><translation>Supply possible after grid works</translation></message>
<message><source>配套工程项目单位</source><translation>Utility project unit</translation></message>
<message><source>配电变压器运行规程</source><translation>Operating rules of distribution transformers</translation></message>
<message><source>配电室</source><translation>Substation rooms</translation></message>
<message><source>配电室出口数</source><translation>Exits</translation></message>
<message><source>配电室长度</source><translation>Length of switch room</translation></message>
<message><source>配电房与设备场地</source><translation>Substation site</translation></message>
<message><source>配电房位置、标高、是否地下及防淹</source><translation>Room location, level, flood risk</translation></message>
<message><source>配置不完整，缺少这一行</source><translation>the configuration is incomplete: this line is missing</translation></message>
<message><source>配置部分不是文本</source><translation>the configuration is not text</translation></message>
<message><source>配置（CFG）</source><translation>Configuration (CFG)</translation></message>
<message><source>配色</source><translation>Colours</translation></message>
<message><source>采用对方的</source><translation>Keep theirs</translation></message>
<message><source>采用我的</source><translation>Keep mine</translation></message>
<message><source>采集终端</source><translation>Terminal</translation></message>
<message><source>采集终端上线</source><translation>Data terminal online</translation></message>
<message><source>采集终端不在线，请跟进</source><translation>The terminal is not online</translation></message>
<message><source>采集终端在线</source><translation>Terminal online</translation></message>
<message><source>采集终端资产编号</source><translation>Terminal asset number</translation></message>
<message><source>采集终端通信信号强度</source><translation>Terminal signal strength</translation></message>
<message><source>重复申请</source><translation>Applied for already</translation></message>
<message><source>重找串口</source><translation>Look for ports</translation></message>
<message><source>重拍</source><translation>Again</translation></message>
<message><source>重收</source><translation>Ask again</translation></message>
<message><source>重收：{}</source><translation>Asked again: {}</translation></message>
<message><source>重新分析</source><translation>Analyse again</translation></message>
<message><source>重新打开单据</source><translation>form reopened</translation></message>
<message><source>重新打开检验</source><translation>Visit taken up again</translation></message>
<message><source>重新登录</source><translation>Sign in again</translation></message>
<message><source>重新登录后自动继续。</source><translation>Goes on by itself once you have signed in again.</translation></message>
<message><source>重新签字</source><translation>Sign again</translation></message>
<message><source>重新读取</source><translation>Read again</translation></message>
<message><source>重签</source><translation>Clear</translation></message>
<message><source>重要性与特殊负荷</source><translation>Importance and special loads</translation></message>
<message><source>重要用户供电需求</source><translation>Needs of an important customer's supply</translation></message>
<message><source>重要用户等级判定</source><translation>Importance class</translation></message>
<message><source>重要用户等级文件</source><translation>Document of the importance class</translation></message>
<message><source>重要负荷视在</source><translation>Vital load</translation></message>
<message><source>钟点</source><translation>Time of day</translation></message>
<message><source>钳形电流表</source><translation>Clamp meter</translation></message>
<message><source>铁心、夹件绝缘与一点接地</source><translation>Core/clamp insulation, single earthing</translation></message>
<message><source>铜</source><translation>Copper</translation></message>
<message><source>铜芯截面</source><translation>Copper core</translation></message>
<message><source>铝</source><translation>Aluminium</translation></message>
<message><source>铠装</source><translation>Armoured</translation></message>
<message><source>铭牌值</source><translation>Nameplate</translation></message>
<message><source>铭牌单位</source><translation>Nameplate unit</translation></message>
<message><source>铭牌变比</source><translation>Nameplate ratio</translation></message>
<message><source>铭牌型号、容量、能效等级、联结组与设计一致</source><translation>Nameplate type, kVA, efficiency grade, vector group per design</translation></message>
<message><source>铭牌数据</source><translation>Nameplate data</translation></message>
<message><source>锻锤压床剪床锻工机械</source><translation>forging hammers presses shears</translation></message>
<message><source>长度</source><translation>Length</translation></message>
<message><source>长度（km）</source><translation>Length (km)</translation></message>
<message><source>长时间闪变Plt</source><translation>long-term flicker</translation></message>
<message><source>长时间闪变值</source><translation>Long-term flicker</translation></message>
<message><source>门向外开、甲/乙级防火、挡鼠板</source><translation>Doors open outwards, fire-rated, rodent board</translation></message>
<message><source>闭锁方式</source><translation>Interlock</translation></message>
<message><source>问题</source><translation>Issue</translation></message>
<message><source>间谐波电压含有率</source><translation>interharmonic voltage ratio at PCC</translation></message>
<message><source>间谐波频率</source><translation>Interharmonic frequency</translation></message>
<message><source>间距与长度之比</source><translation>Spacing to length</translation></message>
<message><source>间隔</source><translation>Interval</translation></message>
<message><source>阅至末页</source><translation>Go to last page</translation></message>
<message><source>防带接地刀送电</source><translation>No energising with earth on</translation></message>
<message><source>防带电合接地刀</source><translation>No earthing of live circuit</translation></message>
<message><source>防带负荷拉合隔离/小车</source><translation>No isolator or truck movement under load</translation></message>
<message><source>防护用具未检查不能开始勘查</source><translation>Nobody begins without protective equipment</translation></message>
<message><source>防淹、消防与环境</source><translation>Flooding, fire access, surroundings</translation></message>
<message><source>防误入带电间隔</source><translation>No entry to live cell</translation></message>
<message><source>防误分误合断路器</source><translation>No wrong CB operation</translation></message>
<message><source>阳光下</source><translation>Sunlight</translation></message>
<message><source>阻抗电压</source><translation>Impedance voltage</translation></message>
<message><source>阻抗电压（%）</source><translation>Impedance voltage (%)</translation></message>
<message><source>附上扫描件</source><translation>Attach the scan</translation></message>
<message><source>限值</source><translation>limit</translation></message>
<message><source>限值 {0}</source><translation>limit {0}</translation></message>
<message><source>限值 {0} %</source><translation>limit {0} %</translation></message>
<message><source>限值 {0} {1}</source><translation>limit {0} {1}</translation></message>
<message><source>限值的输入项</source><translation>Inputs of the limits</translation></message>
<message><source>随程序安装的规则</source><translation>those that came with the program</translation></message>
<message><source>隐蔽工程中间检查不合格，复检合格前不得隐蔽，也不能报验；请整改后申请复检</source><translation>the interim inspection failed: nothing is covered and no completion requested before it passes; put it right and ask for a re-inspection</translation></message>
<message><source>隐蔽工程自检及监理签证记录</source><translation>Contractor/supervisor hidden-work records signed</translation></message>
<message><source>隐蔽工程记录齐全</source><translation>Records of concealed works</translation></message>
<message><source>隐蔽工程设计图</source><translation>Drawings of concealed works</translation></message>
<message><source>隐蔽部位照片带标尺、带位置、覆盖前后</source><translation>Photos with scale and location before and after covering</translation></message>
<message><source>隐藏密码</source><translation>Hide password</translation></message>
<message><source>零线电流</source><translation>Neutral current</translation></message>
<message><source>需修改</source><translation>Rectify</translation></message>
<message><source>需修改时，至少有一个审查项目为“有问题”</source><translation>Rectify needs an item with an issue</translation></message>
<message><source>需再次勘查</source><translation>Another survey needed</translation></message>
<message><source>需处理</source><translation>needs attention</translation></message>
<message><source>需电网加强</source><translation>Grid to be reinforced</translation></message>
<message><source>需签调度协议</source><translation>Dispatch agreement needed</translation></message>
<message><source>需要处理：{} 件</source><translation>Needs attention: {}</translation></message>
<message><source>需要照片</source><translation>Photo needed</translation></message>
<message><source>需要的材料</source><translation>Materials</translation></message>
<message><source>需要系数与标准容量</source><translation>Demand factors and standard ratings</translation></message>
<message><source>需要行政许可或占地协调</source><translation>Permits or wayleaves needed</translation></message>
<message><source>需要设计审查的客户</source><translation>where the design is reviewed</translation></message>
<message><source>需重新登录</source><translation>Sign in again</translation></message>
<message><source>需量</source><translation>Demand</translation></message>
<message><source>青海 工商业</source><translation>Qinghai, industry and commerce</translation></message>
<message><source>非常不满意</source><translation>Very dissatisfied</translation></message>
<message><source>非常满意</source><translation>Very satisfied</translation></message>
<message><source>非有效接地系统接地阻抗</source><translation>non-effectively earthed HV system</translation></message>
<message><source>非电性质保安措施</source><translation>Non-electrical measures</translation></message>
<message><source>非线性用户电能质量治理装置同步投运</source><translation>PQ mitigation installed with load</translation></message>
<message><source>非自动装料电阻炉</source><translation>manual resistance furnaces</translation></message>
<message><source>非连锁连续运输机械</source><translation>non-interlocked conveyors</translation></message>
<message><source>非重要、无特殊负荷且客户未要求</source><translation>neither important nor with disturbing loads, and not wished</translation></message>
<message><source>非重要、无特殊负荷或没有隐蔽工程，且客户未要求</source><translation>neither important nor with disturbing loads, or without concealed works, and not wished</translation></message>
<message><source>面积满足设备及通道</source><translation>Room for equipment and aisles</translation></message>
<message><source>项目</source><translation>Item</translation></message>
<message><source>项目批复或备案文件</source><translation>Project approval or filing</translation></message>
<message><source>须一次列出全部缺件</source><translation>list everything that is missing, all at once</translation></message>
<message><source>须先与客户约定时间</source><translation>agree on a time with the customer first</translation></message>
<message><source>须先书面通知客户</source><translation>the customer has to be told in writing first</translation></message>
<message><source>须先出具单据并签字</source><translation>the paper has to be issued and signed first</translation></message>
<message><source>须先列全缺陷，一次性告知客户</source><translation>First list all defects; the customer is told once</translation></message>
<message><source>须先通过中间检查</source><translation>the interim inspection must be passed first</translation></message>
<message><source>须先通过设计文件审查</source><translation>the design review has to be passed first</translation></message>
<message><source>须再次到场</source><translation>Another visit is needed</translation></message>
<message><source>须写明供电方案有效期</source><translation>say until when the scheme is valid</translation></message>
<message><source>须写明变更哪一项</source><translation>say what is to change</translation></message>
<message><source>须写明合同编号</source><translation>give the number of the contract</translation></message>
<message><source>须写明客户的异议</source><translation>say what the customer objects to</translation></message>
<message><source>须写明客户类别</source><translation>say which class the customer is of</translation></message>
<message><source>须写明批准人</source><translation>say who approved it</translation></message>
<message><source>须写明有无外线工程</source><translation>say whether there are external works</translation></message>
<message><source>须写明未销号缺陷的数目</source><translation>say how many defects are still open</translation></message>
<message><source>须写明理由，便于他人核对；请填写后再办理</source><translation>say why, so that others can follow it; fill it in and try again</translation></message>
<message><source>须写明经办人</source><translation>say who did it</translation></message>
<message><source>须写明结论</source><translation>say what the result is</translation></message>
<message><source>须写明费用，没有费用的填零</source><translation>say the amount; zero where there is no fee</translation></message>
<message><source>须写明预计恢复的日期，且在今天之后</source><translation>give the day on which it is expected to go on, later than today</translation></message>
<message><source>须在不同日期联系至少 {0} 次，终止工单的还须自首次联系起满 {1} 天；请继续联系并逐次登记</source><translation>contact has to be tried on at least {0} different days, and for a termination over {1} days; go on trying and note each time</translation></message>
<message><source>须填施工单位及其资质（客户已在声明中写明的不用再填）</source><translation>Say who built it and by which licence</translation></message>
<message><source>须填试验单位及其资质（客户已在声明中写明的不用再填）</source><translation>Say who tested it and by which licence</translation></message>
<message><source>须带回单位签字盖章</source><translation>Has to be signed and sealed at the company</translation></message>
<message><source>须拍照为证</source><translation>a photo is needed as evidence</translation></message>
<message><source>须拍照为证；因客户原因的，计时随之中止，到再次到场完成为止。</source><translation>Take a photo as evidence. Where it was for the customer, the clocks stand still until a visit is done.</translation></message>
<message><source>须有依据：文字说明或照片</source><translation>evidence is needed: words or a photo</translation></message>
<message><source>须有客户的书面申请</source><translation>the customer's request is needed in writing</translation></message>
<message><source>须有客户的意见和签字</source><translation>the customer's opinion and signature are needed</translation></message>
<message><source>须由本次检验的负责人办理</source><translation>only the person who leads this visit can do it</translation></message>
<message><source>须逐条说明整改情况</source><translation>say of each defect how it was put right</translation></message>
<message><source>预埋穿墙套管高度、数量与防水</source><translation>Wall sleeves number, level, watertight</translation></message>
<message><source>预埋管件</source><translation>Embedded conduits</translation></message>
<message><source>预留备用孔与牵引绳</source><translation>Spare ducts with pull rope</translation></message>
<message><source>预约</source><translation>appointment</translation></message>
<message><source>预约勘查</source><translation>Schedule the survey</translation></message>
<message><source>预约时间</source><translation>Appointment</translation></message>
<message><source>预览</source><translation>Preview</translation></message>
<message><source>预计再次到场日期</source><translation>Expected back on</translation></message>
<message><source>预计功率因数</source><translation>Expected power factor</translation></message>
<message><source>预计恢复日期，如 2026-12-01</source><translation>Expected to go on, e.g. 2026-12-01</translation></message>
<message><source>频率</source><translation>Frequency</translation></message>
<message><source>频率偏差</source><translation>frequency deviation</translation></message>
<message><source>额定二次负荷</source><translation>Rated secondary burden</translation></message>
<message><source>额定分接电压比</source><translation>Ratio at rated tap</translation></message>
<message><source>额定分接电压比误差</source><translation>voltage ratio error at rated tap</translation></message>
<message><source>额定剩余动作电流</source><translation>Rated residual current</translation></message>
<message><source>额定功率 kW</source><translation>Rating kW</translation></message>
<message><source>额定容量</source><translation>Rated capacity</translation></message>
<message><source>额定容量（kVA）</source><translation>Rated capacity (kVA)</translation></message>
<message><source>额定电压</source><translation>Rated voltage</translation></message>
<message><source>额定电压冲击合闸次数</source><translation>no-load energisations at rated voltage</translation></message>
<message><source>额定电压（kV）</source><translation>Rated voltage (kV)</translation></message>
<message><source>额定（最高）电压</source><translation>Rated (highest) voltage</translation></message>
<message><source>首次使用需要联网一次：本机会得到签名证书和分派给您的工单。</source><translation>The first time needs a network: this device gets its signing certificate and your cases.</translation></message>
<message><source>马力</source><translation>hp</translation></message>
<message><source>验电器</source><translation>Voltage detector</translation></message>
<message><source>验证</source><translation>Verify</translation></message>
<message><source>验证文件</source><translation>Check a file</translation></message>
<message><source>高低压开关设备</source><translation>HV and LV switchgear</translation></message>
<message><source>高供低计</source><translation>HV supply, LV metering</translation></message>
<message><source>高供高计</source><translation>HV supply, HV metering</translation></message>
<message><source>高压</source><translation>High voltage</translation></message>
<message><source>高压 100 kVA 及以上</source><translation>HV 100 kVA and above</translation></message>
<message><source>高压供电方案答复单</source><translation>Supply scheme reply (high voltage)</translation></message>
<message><source>高压供电方案自答复之日起至少有效 12 个月，请填不早于该日的日期</source><translation>A high-voltage scheme holds for at least 12 months from the reply; give that day or a later one</translation></message>
<message><source>高压侧无功</source><translation>Reactive power, high side</translation></message>
<message><source>高压侧有功</source><translation>Active power, high side</translation></message>
<message><source>高压侧电压（kV）</source><translation>HV side voltage (kV)</translation></message>
<message><source>高压侧视在</source><translation>Apparent power, high side</translation></message>
<message><source>高压侧计算电流</source><translation>Current, high side</translation></message>
<message><source>高压单电源</source><translation>HV single source</translation></message>
<message><source>高压单电源客户只有一路电源；如需多电源，请先变更客户类别</source><translation>A single-source customer has one source</translation></message>
<message><source>高压双(多)电源</source><translation>HV multi-source</translation></message>
<message><source>高压双（多）电源客户应不少于两路电源</source><translation>A multi-source customer has two or more</translation></message>
<message><source>高压固定柜操作通道</source><translation>HV fixed-type front aisle</translation></message>
<message><source>高压客户必须装采集终端</source><translation>A high-voltage customer needs a terminal</translation></message>
<message><source>高压工程复检须有营销以外专业的人员参加并签字</source><translation>At high voltage one inspector of a re-inspection is of another team than marketing</translation></message>
<message><source>高压工程须两名以上人员参加</source><translation>High-voltage works take two people or more</translation></message>
<message><source>高压开关柜与断路器</source><translation>HV switchgear and breaker</translation></message>
<message><source>高压接地阻抗</source><translation>HV earth impedance</translation></message>
<message><source>高压断路器/开关柜工频耐压1min</source><translation>MV CB/switchgear power-frequency withstand 1 min</translation></message>
<message><source>高压柜后维护通道</source><translation>HV rear aisle</translation></message>
<message><source>高压柜操作通道宽度</source><translation>HV front aisle</translation></message>
<message><source>高压母线/开关柜整体绝缘电阻</source><translation>MV busbar/assembly insulation resistance</translation></message>
<message><source>高压现场作业不少于两人</source><translation>High-voltage work takes two</translation></message>
<message><source>高压现场勘查单</source><translation>Site survey (high voltage)</translation></message>
<message><source>高压移开式柜操作通道</source><translation>HV withdrawable front aisle</translation></message>
<message><source>高压竣工检验须有营销专业的人员参加并签字</source><translation>At high voltage somebody of marketing takes part and signs</translation></message>
<message><source>高压竣工检验须有营销以外专业的人员参加并签字</source><translation>At high voltage one inspector is of another team than marketing</translation></message>
<message><source>高压竣工检验须有计量专业的人员参加并签字</source><translation>At high voltage somebody of metering takes part and signs</translation></message>
<message><source>高压竣工检验须有调控专业的人员参加并签字</source><translation>At high voltage somebody of dispatch takes part and signs</translation></message>
<message><source>高压竣工检验须有运维检修专业的人员参加并签字</source><translation>At high voltage somebody of operation and maintenance takes part and signs</translation></message>
<message><source>高压计量点须装设采集终端</source><translation>High-voltage metering points need a terminal</translation></message>
<message><source>高压送电须有调度批准的送电方案</source><translation>high voltage needs the energisation plan that dispatch approved</translation></message>
<message><source>高可靠性供电费</source><translation>High-reliability supply fee</translation></message>
<message><source>高可靠性供电费只对双（多）电源客户收取</source><translation>The high-reliability fee is for several sources only</translation></message>
<message><source>高峰负荷时功率因数</source><translation>power factor at peak</translation></message>
<message><source>（</source><translation> (</translation></message>
<message><source>（{}）</source><translation> ({})</translation></message>
<message><source>（动作值 − 整定值）÷ 整定值 × 100 %（填偏差最大的一项）</source><translation>(operated − setting) ÷ setting × 100 % (enter the worst one)</translation></message>
<message><source>（实测 − 规定值）÷ 规定值 × 100 %</source><translation>(measured − specified) ÷ specified × 100 %</translation></message>
<message><source>（待核对原文）</source><translation> (to be checked against the text)</translation></message>
<message><source>（暂定）</source><translation> (provisional)</translation></message>
<message><source>（最大 − 最小）÷ 三相平均 × 100 %</source><translation>(max − min) ÷ mean of three phases × 100 %</translation></message>
<message><source>（最大 − 最小）÷ 三线平均 × 100 %</source><translation>(max − min) ÷ mean of three lines × 100 %</translation></message>
<message><source>（最大 − 最小）÷ 最大 × 100 %</source><translation>(max − min) ÷ max × 100 %</translation></message>
<message><source>（没有）</source><translation>(none)</translation></message>
<message><source>（现场值 − 出厂值）÷ 出厂值 × 100 %</source><translation>(site − factory) ÷ factory × 100 %</translation></message>
<message><source>（现场值 − 平均值）÷ 平均值 × 100 %</source><translation>(site − mean) ÷ mean × 100 %</translation></message>
<message><source>（短于 15 分钟，会高于计费需量）</source><translation> (shorter than 15 minutes: higher than the billed demand)</translation></message>
<message><source>（空）</source><translation>(empty)</translation></message>
<message><source>（纸上签字）</source><translation> (signed in ink)</translation></message>
<message><source>（纸上签字，签于 {0}，见证 {1}）</source><translation> (signed in ink on {0}, witness {1})</translation></message>
<message><source>（读到“{}”）</source><translation> (found “{}”)</translation></message>
<message><source>）</source><translation>)</translation></message>
<message><source>，</source><translation>, </translation></message>
<message><source>，依据 {}</source><translation>, basis: {}</translation></message>
<message><source>；</source><translation>; </translation></message>
</context>
</TS>
