<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context><name>kanyan</name>
<message><source>0.1Hz耐压（替代）</source><translation>VLF alternative</translation></message>
<message><source>0.1Hz超低频耐压</source><translation>VLF 0.1 Hz withstand</translation></message>
<message><source>0.75U1mA泄漏</source><translation>Leakage</translation></message>
<message><source>0.75U1mA泄漏电流</source><translation>leakage at 0.75 U1mA</translation></message>
<message><source>Apache-2.0 许可；字体 OFL 1.1，图标 ISC（Lucide）</source><translation>Apache-2.0; font OFL 1.1, icons ISC (Lucide)</translation></message>
<message><source>CT变比与负荷匹配</source><translation>CT ratio fits load</translation></message>
<message><source>CT直流电阻差</source><translation>CT DC resistance</translation></message>
<message><source>PCC负序电压不平衡度</source><translation>negative-sequence voltage unbalance at PCC</translation></message>
<message><source>PEN/PE重复接地电阻</source><translation>repeated earthing of PEN</translation></message>
<message><source>SF6压力、湿度或气室压力表</source><translation>SF6 gauge</translation></message>
<message><source>TN系统切断时间（220V）</source><translation>TN disconnection time at 220 V to earth</translation></message>
<message><source>U1mA偏差</source><translation>U1mA deviation</translation></message>
<message><source>VT一次直流电阻差</source><translation>VT primary DC resistance</translation></message>
<message><source>VT二次压降</source><translation>VT secondary drop</translation></message>
<message><source>VT二次回路压降</source><translation>VT secondary circuit voltage drop</translation></message>
<message><source>VT二次直流电阻差</source><translation>VT secondary DC resistance</translation></message>
<message><source>Yyn0变压器中性线电流占比</source><translation>neutral current / LV rated current (Yyn0)</translation></message>
<message><source>{0}　版本 {1}</source><translation>{0}, version {1}</translation></message>
<message><source>{0}：{1} 条</source><translation>{0}: {1}</translation></message>
<message><source>{} 条待核对原文</source><translation>To be checked against the source: {}</translation></message>
<message><source>{}：签名所盖内容一字未改</source><translation>{}: not one character changed since signing</translation></message>
<message><source>{}：签名所盖内容已被改动</source><translation>{}: the signed content has been changed</translation></message>
<message><source>{}：证书不是本中心签发，或本机还没有加入中心</source><translation>{}: certificate not issued by our centre, or this device has not joined one</translation></message>
<message><source>{}：证书由本中心签发，签署时有效</source><translation>{}: certificate issued by our centre, valid when signed</translation></message>
<message><source>✔ 全部送达，与中心一致</source><translation>✔ Everything is at the centre, and both are identical</translation></message>
<message><source>✔ 已封存</source><translation>✔ Sealed</translation></message>
<message><source>✔ 本机可以签字</source><translation>✔ This device can sign</translation></message>
<message><source>✔ 检定有效期至 {}</source><translation>✔ Calibrated until {}</translation></message>
<message><source>✘ 检定已于 {} 到期</source><translation>✘ Calibration ended on {}</translation></message>
<message><source>三相不同期</source><translation>Pole discrepancy</translation></message>
<message><source>不动产权属或合法用地证明有效</source><translation>Valid title or land-use evidence</translation></message>
<message><source>不限</source><translation>Any state</translation></message>
<message><source>与平行电缆净距</source><translation>Clear spacing to parallel cable</translation></message>
<message><source>与电网电气/机械闭锁防倒送电</source><translation>Electrical/mechanical interlock against backfeed</translation></message>
<message><source>与管道、道路、热力交叉距离及保护管</source><translation>Crossings: distance and protective pipe</translation></message>
<message><source>业务类型</source><translation>Application type</translation></message>
<message><source>业扩业务规则，逐条注明出处</source><translation>Rules of customer connection; each names its source</translation></message>
<message><source>业扩工程技术参考，按 GB 50150-2016 的公式</source><translation>Engineering reference of customer connection, formulas of GB 50150-2016</translation></message>
<message><source>业扩工程技术参考，逐条注明标准</source><translation>Engineering reference of customer connection; each limit names its standard</translation></message>
<message><source>业扩工程技术参考，逐项注明标准</source><translation>Engineering reference of customer connection; each item names its standard</translation></message>
<message><source>业扩现场勘查与检验</source><translation>Site survey and inspection for customer connection</translation></message>
<message><source>两路进线与母联联锁（严禁并列）</source><translation>Incomer/bus-tie interlock</translation></message>
<message><source>严重程度</source><translation>Severity</translation></message>
<message><source>中心</source><translation>Centre</translation></message>
<message><source>中心地址，例如 http://10.0.0.8:8080</source><translation>Address of the centre, e.g. http://10.0.0.8:8080</translation></message>
<message><source>中心已收，待确认</source><translation>At the centre, not confirmed yet</translation></message>
<message><source>中心已核对</source><translation>Checked by the centre</translation></message>
<message><source>中心没有接受这个文件。内容仍在本机，请联系管理员。</source><translation>The centre did not accept this file. It stays on this device; please ask the administrator.</translation></message>
<message><source>中心退回：{}。请回到工单修改后再同步。</source><translation>Sent back by the centre: {}. Please correct it in the case and sync again.</translation></message>
<message><source>中性点接地引下线双根与螺栓</source><translation>Neutral earthed by two leads</translation></message>
<message><source>中文</source><translation>中文</translation></message>
<message><source>中间接头位置、固定、防火隔板</source><translation>Joint location, support, fire barrier</translation></message>
<message><source>中间检查</source><translation>Interim inspection</translation></message>
<message><source>中间检查检查表</source><translation>Interim inspection checklist</translation></message>
<message><source>中间检查缺陷已闭环</source><translation>Intermediate-inspection defects closed</translation></message>
<message><source>主回路电阻</source><translation>Main-circuit resistance</translation></message>
<message><source>主绝缘电阻</source><translation>Core insulation</translation></message>
<message><source>主要电缆、钢材、管材合格证及进场检验</source><translation>Material certificates and site inspection</translation></message>
<message><source>二次回路绝缘</source><translation>Secondary insulation</translation></message>
<message><source>二次回路绝缘电阻</source><translation>secondary circuit insulation</translation></message>
<message><source>二次导线截面</source><translation>Wire section</translation></message>
<message><source>二次负荷占额定</source><translation>Burden fraction</translation></message>
<message><source>互感器二次单点接地、CT不开路、VT不短路</source><translation>Secondary earthed once, CT not open, VT not shorted</translation></message>
<message><source>互感器二次实际负荷占额定</source><translation>actual burden / rated burden</translation></message>
<message><source>互感器绝缘电阻</source><translation>CT/VT insulation</translation></message>
<message><source>五防联锁</source><translation>Five-prevention interlocks</translation></message>
<message><source>交接试验报告由有资质单位出具并盖章</source><translation>Commissioning test report stamped</translation></message>
<message><source>交流失电切换与告警</source><translation>AC fail transfer and alarm</translation></message>
<message><source>交流耐压</source><translation>AC withstand</translation></message>
<message><source>交流耐压试验合格（见报告）</source><translation>AC withstand passed</translation></message>
<message><source>产权分界点与分界开关位置</source><translation>Ownership boundary and boundary switch position</translation></message>
<message><source>位置</source><translation>Location</translation></message>
<message><source>低压屏前操作通道</source><translation>LV aisle</translation></message>
<message><source>低压柜及馈线绝缘</source><translation>LV insulation</translation></message>
<message><source>低压线路末端计算电压降</source><translation>Calculated LV voltage drop at far end</translation></message>
<message><source>低压配电装置及馈线绝缘电阻</source><translation>LV assembly and feeder insulation</translation></message>
<message><source>供用电合同、调度协议已签</source><translation>Supply contract and dispatch agreement signed</translation></message>
<message><source>供电企业留存</source><translation>Utility copy</translation></message>
<message><source>供电电压偏差</source><translation>supply voltage deviation</translation></message>
<message><source>供电电源与接入点</source><translation>Source and connection point</translation></message>
<message><source>依据</source><translation>Basis</translation></message>
<message><source>保存诊断文件</source><translation>Save diagnostic file</translation></message>
<message><source>保安负荷清单与容量</source><translation>Vital (security) load list and kW</translation></message>
<message><source>保护、二次与直流</source><translation>Protection, secondary, DC</translation></message>
<message><source>保护动作值与整定单偏差</source><translation>protection pickup vs setting sheet</translation></message>
<message><source>保护动作值误差</source><translation>Pickup deviation</translation></message>
<message><source>保护板超出电缆两侧</source><translation>cover plate overhang each side</translation></message>
<message><source>保护盖板覆盖宽度</source><translation>Cover plates overhang</translation></message>
<message><source>保护管内径与电缆外径比</source><translation>conduit inner diameter / cable outer diameter</translation></message>
<message><source>保护管内径比</source><translation>Pipe inner/cable outer diameter</translation></message>
<message><source>值班人员数量与联系方式</source><translation>Duty staff</translation></message>
<message><source>停止</source><translation>Stop</translation></message>
<message><source>偶次谐波电压含有率</source><translation>even harmonic voltage ratio</translation></message>
<message><source>允许停电时间</source><translation>Permitted outage time per vital load</translation></message>
<message><source>全部</source><translation>All</translation></message>
<message><source>共 {} 份，按原尺寸（100 %）打印，不缩放。</source><translation>Copies: {}. Printed at original size (100 %), not scaled.</translation></message>
<message><source>关于</source><translation>About</translation></message>
<message><source>其他</source><translation>Other</translation></message>
<message><source>其他分接电压比</source><translation>Ratio other taps</translation></message>
<message><source>其他分接电压比误差</source><translation>ratio error at other taps</translation></message>
<message><source>冲击、波动、单相大负荷（焊机、轧机、电铁）</source><translation>Impact, fluctuating or single-phase loads</translation></message>
<message><source>分布式电源或储能接入意向</source><translation>Distributed generation or storage intended</translation></message>
<message><source>分接位置与电压匹配、三相一致</source><translation>Tap position set</translation></message>
<message><source>分期投产计划与远期容量</source><translation>Phasing plan and ultimate capacity</translation></message>
<message><source>分闸最低动作电压</source><translation>Trip coil minimum voltage</translation></message>
<message><source>分闸线圈动作电压</source><translation>shunt trip coil operating voltage</translation></message>
<message><source>剩余电流保护动作时间</source><translation>RCD trip time</translation></message>
<message><source>剩余电流动作时间（IΔn）</source><translation>RCD trip time at rated residual current</translation></message>
<message><source>力调电费功率因数标准</source><translation>power-factor tariff standard</translation></message>
<message><source>办理时限</source><translation>Time limits</translation></message>
<message><source>加热除湿、照明、泄压通道</source><translation>Heater, light, relief channel</translation></message>
<message><source>勘查安全与结论</source><translation>Safety and conclusion</translation></message>
<message><source>勘验通</source><translation>Kanyan</translation></message>
<message><source>单个用户引起的不平衡度</source><translation>unbalance caused by one user</translation></message>
<message><source>单芯电缆三相同穿或不穿铁磁管</source><translation>Single-core cables not alone in magnetic pipe</translation></message>
<message><source>历史欠费、违约用电、窃电情况已核</source><translation>Arrears and irregular-use history checked</translation></message>
<message><source>去签字</source><translation>Sign</translation></message>
<message><source>双电源/双回路来源变电站</source><translation>Substations of the two sources</translation></message>
<message><source>双电源切换动作与延时</source><translation>Transfer switch time</translation></message>
<message><source>双重编号、模拟线、带电显示</source><translation>Labels, mimic, live indicator</translation></message>
<message><source>受电点电压偏差（最高/最低）</source><translation>Voltage deviation at the supply point</translation></message>
<message><source>变压器</source><translation>Transformer</translation></message>
<message><source>变压器/箱变基础水平与预埋件</source><translation>Transformer foundation level and embedded parts</translation></message>
<message><source>变压器与墙、门净距</source><translation>Transformer to wall clearance</translation></message>
<message><source>变压器与墙净距（带电运行前复测）</source><translation>Clearance</translation></message>
<message><source>变压器与门净距</source><translation>Transformer to door clearance</translation></message>
<message><source>变压器外廓与后壁侧壁净距</source><translation>transformer to rear/side wall</translation></message>
<message><source>变压器外廓与门净距</source><translation>transformer to door</translation></message>
<message><source>变压器瓦斯/温度/速断跳闸</source><translation>Gas, temperature, instantaneous trip</translation></message>
<message><source>变压器计算负载率</source><translation>transformer design load rate</translation></message>
<message><source>另存为</source><translation>Save as</translation></message>
<message><source>各打印一份，页边注明：</source><translation>One copy each, marked in the margin:</translation></message>
<message><source>合闸最低动作电压</source><translation>Close coil minimum voltage</translation></message>
<message><source>合闸线圈最低动作电压</source><translation>closing coil minimum operating voltage</translation></message>
<message><source>同一处两人都改过，请选择</source><translation>Two people changed the same field. Please choose.</translation></message>
<message><source>同步</source><translation>Sync</translation></message>
<message><source>名称</source><translation>Name</translation></message>
<message><source>否</source><translation>No</translation></message>
<message><source>吸收比</source><translation>Absorption ratio</translation></message>
<message><source>吸收比R60/R15</source><translation>absorption ratio</translation></message>
<message><source>回填土不含石块建筑垃圾并夯实</source><translation>Backfill free of rubble and compacted</translation></message>
<message><source>国务院办公厅节假日安排通知</source><translation>State Council holiday notices</translation></message>
<message><source>图审意见已整改闭环</source><translation>Design-review comments closed</translation></message>
<message><source>圆钢搭接</source><translation>Round-steel lap</translation></message>
<message><source>圆钢搭接长度/直径</source><translation>round steel lap / diameter (both sides)</translation></message>
<message><source>在左边选一份报告，在这里预览、打印、验证。</source><translation>Choose a report on the left to preview, print or verify it here.</translation></message>
<message><source>垂直接地体间距/长度</source><translation>vertical electrode spacing / length</translation></message>
<message><source>垂直接地体间距倍数</source><translation>Electrode spacing ratio</translation></message>
<message><source>基础型钢/基础水平度与不直度</source><translation>base frame levelness and straightness</translation></message>
<message><source>备注</source><translation>Note</translation></message>
<message><source>外护套/内衬层绝缘电阻</source><translation>oversheath / bedding insulation</translation></message>
<message><source>外护套无损伤、端头密封</source><translation>Sheath undamaged, ends sealed</translation></message>
<message><source>外护套绝缘</source><translation>Sheath insulation</translation></message>
<message><source>外景、电源点、路径、场地、铭牌照片齐全</source><translation>Photo set complete</translation></message>
<message><source>外线路径、长度与障碍</source><translation>Route, length and obstacles</translation></message>
<message><source>大</source><translation>Large</translation></message>
<message><source>大件运输与检修通道</source><translation>Transport and maintenance access</translation></message>
<message><source>大写锁定已打开</source><translation>Caps Lock is on</translation></message>
<message><source>奇次谐波电压含有率</source><translation>odd harmonic voltage ratio</translation></message>
<message><source>姓名</source><translation>Name</translation></message>
<message><source>孔洞封堵、防火涂料、标牌</source><translation>Firestop, coating, tags</translation></message>
<message><source>字号</source><translation>Text size</translation></message>
<message><source>存证链</source><translation>Audit trail</translation></message>
<message><source>安全交底</source><translation>Safety briefing</translation></message>
<message><source>安全出口数</source><translation>Exits</translation></message>
<message><source>安全工器具试验有效期</source><translation>safety tool test age</translation></message>
<message><source>安全工器具齐全</source><translation>Safety tools present</translation></message>
<message><source>定值单与装置设定核对</source><translation>Setting sheet equals device</translation></message>
<message><source>客户与用电需求</source><translation>Customer and demand</translation></message>
<message><source>客户留存</source><translation>Customer copy</translation></message>
<message><source>密码</source><translation>Password</translation></message>
<message><source>对方的</source><translation>Theirs</translation></message>
<message><source>导通直流电阻</source><translation>Continuity</translation></message>
<message><source>封印位置预留</source><translation>Seal points provided</translation></message>
<message><source>封印号登记</source><translation>Seal numbers</translation></message>
<message><source>岗位</source><translation>Role</translation></message>
<message><source>工作日历</source><translation>Working-day calendar</translation></message>
<message><source>工单</source><translation>Case</translation></message>
<message><source>工单经过</source><translation>Case history</translation></message>
<message><source>工器具试验有效期</source><translation>Tool test age</translation></message>
<message><source>已传文件</source><translation>Files sent</translation></message>
<message><source>已保存在本机</source><translation>Saved on this device</translation></message>
<message><source>已封存</source><translation>Sealed</translation></message>
<message><source>已由第 {} 版替代</source><translation>Replaced by version {}</translation></message>
<message><source>已记录，等待联网</source><translation>Recorded, waiting for a network</translation></message>
<message><source>已送达</source><translation>Received</translation></message>
<message><source>带电部分净距</source><translation>live part clearance A (phase-earth and phase-phase)</translation></message>
<message><source>干式温控器设定与风机联动</source><translation>Dry type temperature controller</translation></message>
<message><source>应急照明与疏散指示</source><translation>Emergency light</translation></message>
<message><source>应急电源与联锁</source><translation>Emergency power and interlock</translation></message>
<message><source>应急电源容量与保安负荷比</source><translation>Emergency capacity ratio</translation></message>
<message><source>应急预案与演练</source><translation>Emergency plan and drill</translation></message>
<message><source>建筑物等电位联结预留</source><translation>Equipotential bonding terminals left</translation></message>
<message><source>建议CT变比与PT变比</source><translation>Suggested CT/VT ratio</translation></message>
<message><source>建议供电电压等级</source><translation>Suggested supply voltage</translation></message>
<message><source>待传文件</source><translation>Files to send</translation></message>
<message><source>待发送</source><translation>To send</translation></message>
<message><source>待签字</source><translation>To sign</translation></message>
<message><source>待签字 {0}/{1}</source><translation>Signed {0}/{1}</translation></message>
<message><source>徒手</source><translation>Bare hands</translation></message>
<message><source>我的</source><translation>Mine</translation></message>
<message><source>戴手套</source><translation>Gloves</translation></message>
<message><source>房间净尺寸满足设备及通道</source><translation>Room clear dimensions fit equipment and aisles</translation></message>
<message><source>所属单位</source><translation>Organisation</translation></message>
<message><source>所附记录与本机记录一致（摘要 {}…）</source><translation>The attached record equals the one on this device (digest {}…)</translation></message>
<message><source>所附记录与本机记录不一致（摘要 {}…）</source><translation>The attached record differs from the one on this device (digest {}…)</translation></message>
<message><source>扁钢搭接</source><translation>Flat-steel lap</translation></message>
<message><source>扁钢搭接长度/宽度</source><translation>flat steel lap / width (3 sides welded)</translation></message>
<message><source>打印</source><translation>Print</translation></message>
<message><source>承装、承试单位资质有效</source><translation>Contractor and tester licences valid</translation></message>
<message><source>技术限值</source><translation>Engineering limits</translation></message>
<message><source>拟接入线路/台区名称与编号</source><translation>Feeder or LV area name and number</translation></message>
<message><source>排查问题时发给管理员。只有版本、设置、计数和出错位置，没有客户资料。</source><translation>For the administrator when something goes wrong. Only versions, settings, counts and places of errors; no customer data.</translation></message>
<message><source>排水坡度</source><translation>Drain slope</translation></message>
<message><source>排管、沟道与预埋管</source><translation>Ducts, trenches, pipes</translation></message>
<message><source>排管排水坡度</source><translation>duct drainage slope</translation></message>
<message><source>排管覆土深度</source><translation>Duct cover depth</translation></message>
<message><source>排管顶部覆土</source><translation>soil cover over duct bank</translation></message>
<message><source>接入点最小短路容量</source><translation>Minimum short-circuit capacity at PCC</translation></message>
<message><source>接地与防雷</source><translation>Earthing and lightning</translation></message>
<message><source>接地体埋深</source><translation>Electrode depth</translation></message>
<message><source>接地体顶面埋深</source><translation>earth electrode top depth</translation></message>
<message><source>接地材料规格、镀锌（或铜）</source><translation>Earthing material size and galvanising</translation></message>
<message><source>接地条件（土壤电阻率）</source><translation>Soil resistivity</translation></message>
<message><source>接地标识、色标、测试断接卡</source><translation>Earth marks and test clamps</translation></message>
<message><source>接地电阻</source><translation>Earth resistance</translation></message>
<message><source>接地电阻（覆土前初测）</source><translation>Preliminary earth resistance</translation></message>
<message><source>接地网</source><translation>Earthing grid</translation></message>
<message><source>接线正确（向量图）</source><translation>Wiring verified by vectors</translation></message>
<message><source>支架间距与固定</source><translation>Support spacing and fixing</translation></message>
<message><source>数字键盘</source><translation>Number pad</translation></message>
<message><source>整体、铭牌、计量、封印照片</source><translation>Photo set</translation></message>
<message><source>整柜工频耐压合格</source><translation>Assembly power-frequency withstand</translation></message>
<message><source>整组传动、信号、跳闸</source><translation>Trip with real breaker</translation></message>
<message><source>敷设后外护套绝缘</source><translation>Sheath insulation after laying</translation></message>
<message><source>文件 {0}…（{1}）</source><translation>File {0}… ({1})</translation></message>
<message><source>断电自启动带载试验</source><translation>Blackout start test</translation></message>
<message><source>断路器合闸弹跳</source><translation>Breaker bounce</translation></message>
<message><source>施工单位承装(修、试)许可证等级覆盖本工程电压</source><translation>Contractor licence covers this voltage</translation></message>
<message><source>无功补偿与低压</source><translation>Compensation and LV</translation></message>
<message><source>无水管、暖气管穿越带电区上方</source><translation>No water or steam pipe crosses above equipment</translation></message>
<message><source>日志</source><translation>Log</translation></message>
<message><source>是</source><translation>Yes</translation></message>
<message><source>是否移除</source><translation>Removed or not</translation></message>
<message><source>显示</source><translation>Display</translation></message>
<message><source>显示密码</source><translation>Show password</translation></message>
<message><source>最大单台电动机及起动方式</source><translation>Largest motor and starting method</translation></message>
<message><source>最近一次与中心完全一致：{}</source><translation>Last time identical with the centre: {}</translation></message>
<message><source>最近使用 {}</source><translation>Last used {}</translation></message>
<message><source>有事项需要您处理，其余照常收发。</source><translation>Something needs your attention; everything else goes on.</translation></message>
<message><source>有内容等待发送，联网后自动发送。</source><translation>Work is waiting; it goes out as soon as there is a network.</translation></message>
<message><source>有冲突需要您选择</source><translation>There are conflicts for you to settle</translation></message>
<message><source>有效/低电阻接地系统接地阻抗</source><translation>effectively (or low-resistance) earthed HV system</translation></message>
<message><source>有机拉杆绝缘</source><translation>Organic rod insulation</translation></message>
<message><source>有机绝缘拉杆绝缘电阻</source><translation>organic operating rod insulation resistance</translation></message>
<message><source>未经许可未打开带电设备</source><translation>No live equipment opened without permission</translation></message>
<message><source>本工单</source><translation>This case</translation></message>
<message><source>本户属于需中间检查范围（重要用户/特殊负荷/约定）</source><translation>Customer is within interim-inspection scope</translation></message>
<message><source>本机没有这个文件。若还在现场，请重新拍摄；否则请联系管理员。</source><translation>This file is not on this device. If you are still on site, take it again; otherwise ask the administrator.</translation></message>
<message><source>本机的这个文件已损坏。若还在现场，请重新拍摄；否则请联系管理员从备份恢复。</source><translation>This file is damaged on this device. If you are still on site, take it again; otherwise ask the administrator to restore it from a backup.</translation></message>
<message><source>本机编号</source><translation>Device</translation></message>
<message><source>本机还没有加入中心，内容只在本机。</source><translation>This device has not joined a centre; everything is on this device only.</translation></message>
<message><source>极性、变比、消谐装置</source><translation>Polarity, ratio, ferroresonance damper</translation></message>
<message><source>架空/电缆通道安全距离与占地协调</source><translation>Clearances and wayleaves on the route</translation></message>
<message><source>柜型、回路排列、母线与一次图一致</source><translation>Panels per single-line</translation></message>
<message><source>查看诊断内容</source><translation>Show diagnostics</translation></message>
<message><source>标准</source><translation>Normal</translation></message>
<message><source>标志桩位置与间距</source><translation>Route marker spacing</translation></message>
<message><source>核对用电主体名称、证件与用电地址一致</source><translation>Applicant name, certificate and supply address agree</translation></message>
<message><source>检查资格与资料</source><translation>Eligibility and documents</translation></message>
<message><source>检验仪器</source><translation>Instruments</translation></message>
<message><source>检验意见</source><translation>Inspection opinion</translation></message>
<message><source>槽钢基础平直度</source><translation>Channel-steel base straightness</translation></message>
<message><source>橡塑电缆交流耐压（20–300Hz）</source><translation>extruded cable AC withstand 20-300 Hz</translation></message>
<message><source>正在传文件</source><translation>Sending files</translation></message>
<message><source>正在发送记录</source><translation>Sending records</translation></message>
<message><source>正在取回文件</source><translation>Fetching files</translation></message>
<message><source>正在接收中心的更新</source><translation>Receiving updates from the centre</translation></message>
<message><source>正在解锁…</source><translation>Unlocking…</translation></message>
<message><source>正在连接中心…</source><translation>Connecting to the centre…</translation></message>
<message><source>母线相间对地净距</source><translation>Bus clearance</translation></message>
<message><source>母线绝缘电阻</source><translation>Bus insulation</translation></message>
<message><source>每根保护管弯头数</source><translation>bends per conduit</translation></message>
<message><source>每根管弯头数</source><translation>Number of bends per pipe</translation></message>
<message><source>没有这样的报告。</source><translation>No such report.</translation></message>
<message><source>没有选中的值仍留在历史里，不会丢。</source><translation>The value you do not choose stays in the history; nothing is lost.</translation></message>
<message><source>没有需要处理的事项。</source><translation>Nothing needs your attention.</translation></message>
<message><source>油位、渗漏、呼吸器、瓦斯继电器、压力释放</source><translation>Oil level, leaks, breather, Buchholz</translation></message>
<message><source>油坑/挡油设施与鹅卵石层</source><translation>Oil pit and pebble layer</translation></message>
<message><source>泄漏电流三相不平衡系数</source><translation>leakage max/min ratio</translation></message>
<message><source>注入PCC谐波电流允许值</source><translation>permitted harmonic current at PCC at base short-circuit capacity</translation></message>
<message><source>浅色</source><translation>Light</translation></message>
<message><source>深色</source><translation>Dark</translation></message>
<message><source>清空</source><translation>Clear</translation></message>
<message><source>灭火器数量</source><translation>Extinguishers</translation></message>
<message><source>点“立即同步”，领取分派给您的工单。</source><translation>Press “Sync now” to get your cases.</translation></message>
<message><source>点按</source><translation>Touch</translation></message>
<message><source>焊缝饱满、焊口防腐</source><translation>Weld quality and corrosion paint</translation></message>
<message><source>照片</source><translation>Photo</translation></message>
<message><source>熔断器额定与撞击器</source><translation>HV fuse rating and striker</translation></message>
<message><source>爆炸、火灾、腐蚀、高温、粉尘环境</source><translation>Explosive, fire, corrosive, hot or dusty surroundings</translation></message>
<message><source>版本</source><translation>Version</translation></message>
<message><source>特大</source><translation>Largest</translation></message>
<message><source>独立避雷针接地</source><translation>Independent rod</translation></message>
<message><source>独立避雷针接地电阻</source><translation>independent lightning rod</translation></message>
<message><source>现在可以再试。</source><translation>You can try again now.</translation></message>
<message><source>现场勘查</source><translation>Site survey</translation></message>
<message><source>现场勘查意见</source><translation>Survey opinion</translation></message>
<message><source>现场勘查检查表</source><translation>Site survey checklist</translation></message>
<message><source>现场危险点已告知并做好防护</source><translation>Hazards briefed, PPE worn</translation></message>
<message><source>现场联系人及电话、勘查时在场签字</source><translation>On-site contact present and phone recorded</translation></message>
<message><source>现有三相电流不平衡度</source><translation>Existing three-phase current unbalance</translation></message>
<message><source>现有供用电状况</source><translation>Existing supply</translation></message>
<message><source>现有户号、容量、电压、计量点</source><translation>Existing account no., capacity, voltage, meter points</translation></message>
<message><source>现有最大负荷电流（三相）</source><translation>Existing maximum current per phase</translation></message>
<message><source>现有负荷曲线已采集（电表/分析仪）</source><translation>Existing load curve captured</translation></message>
<message><source>生产班次与用电时段</source><translation>Shifts and operating hours</translation></message>
<message><source>用户名</source><translation>User name</translation></message>
<message><source>用电地址</source><translation>Address of supply</translation></message>
<message><source>用电类别与行业</source><translation>Use class and industry code</translation></message>
<message><source>用电设备清单总容量</source><translation>Total of equipment list</translation></message>
<message><source>用电设备端子电压偏差</source><translation>voltage deviation at equipment terminals</translation></message>
<message><source>申请容量</source><translation>Requested capacity</translation></message>
<message><source>电压互感器一次直流电阻偏差</source><translation>VT primary DC resistance deviation vs factory</translation></message>
<message><source>电压互感器二次直流电阻偏差</source><translation>VT secondary DC resistance deviation</translation></message>
<message><source>电压变动限值d</source><translation>voltage change limit</translation></message>
<message><source>电压总谐波畸变率</source><translation>voltage THD (CP95, worst phase)</translation></message>
<message><source>电容器相间电容比</source><translation>Capacitor phase ratio</translation></message>
<message><source>电容器组相电流差</source><translation>capacitor phase-current difference</translation></message>
<message><source>电容器组相间电容量最大最小比</source><translation>capacitor bank phase max/min</translation></message>
<message><source>电工作业操作证有效</source><translation>Electrician certificate valid</translation></message>
<message><source>电流互感器直流电阻与同批平均值差</source><translation>CT DC resistance vs batch mean</translation></message>
<message><source>电缆上下软土/砂层厚度</source><translation>sand or soft-soil layer above and below</translation></message>
<message><source>电缆主绝缘电阻</source><translation>cable core insulation resistance</translation></message>
<message><source>电缆型号、截面、电压等级与设计一致</source><translation>Cable type, section and voltage per design</translation></message>
<message><source>电缆孔洞、防小动物</source><translation>Holes sealed, rodent-proof</translation></message>
<message><source>电缆平行净距</source><translation>clear spacing between parallel power cables</translation></message>
<message><source>电缆敷设</source><translation>Cable laying</translation></message>
<message><source>电缆最小弯曲半径</source><translation>Bending radius</translation></message>
<message><source>电缆最小弯曲半径倍数</source><translation>minimum bending radius / outer diameter</translation></message>
<message><source>电缆沟/井排水、支架、防火分隔</source><translation>Trench drainage, brackets, fire partition</translation></message>
<message><source>电缆线路</source><translation>Cable</translation></message>
<message><source>电缆终端接地线截面</source><translation>termination earth braid section</translation></message>
<message><source>电能表、互感器检定证书有效</source><translation>Meter/CT/VT verification valid</translation></message>
<message><source>电能表中心距地高度</source><translation>meter centre height above floor</translation></message>
<message><source>电能表倾斜</source><translation>meter tilt</translation></message>
<message><source>电能表时钟偏差</source><translation>meter clock deviation</translation></message>
<message><source>登录已过期，请输入密码重新登录中心。</source><translation>Your sign-in has ended. Enter your password to sign in to the centre again.</translation></message>
<message><source>登录并启用本机</source><translation>Sign in and set up this device</translation></message>
<message><source>直埋标志桩间距</source><translation>route marker spacing on straight run</translation></message>
<message><source>直埋电缆埋深</source><translation>Direct-burial depth</translation></message>
<message><source>直埋电缆埋深（电缆表面至地面）</source><translation>direct burial depth to cable surface</translation></message>
<message><source>直流1mA参考电压偏差</source><translation>DC 1 mA reference voltage deviation from manufacturer value</translation></message>
<message><source>直流母线电压</source><translation>DC bus voltage</translation></message>
<message><source>直流母线电压偏差</source><translation>DC bus voltage</translation></message>
<message><source>直流母线绝缘电阻</source><translation>DC bus insulation</translation></message>
<message><source>直流电阻与出厂值同温比较变化</source><translation>change against factory value at same temperature</translation></message>
<message><source>直流电阻与出厂值比较</source><translation>DC resistance vs factory</translation></message>
<message><source>直流电阻相间不平衡</source><translation>DC resistance unbalance phase</translation></message>
<message><source>直流电阻线间不平衡</source><translation>DC resistance unbalance line</translation></message>
<message><source>直流绝缘</source><translation>DC insulation</translation></message>
<message><source>直流耐压（仅油纸或18/30kV及以下替代）</source><translation>DC withstand (paper cable or fallback)</translation></message>
<message><source>相位核对</source><translation>Phase check</translation></message>
<message><source>相序、N/PE正确、重复接地</source><translation>Phase sequence, N/PE</translation></message>
<message><source>相邻设备接地导通直流电阻</source><translation>earth-lead continuity between adjacent equipment</translation></message>
<message><source>真空断路器合闸弹跳时间</source><translation>vacuum CB contact bounce</translation></message>
<message><source>离线也能解锁。密码只在本机使用。</source><translation>Works offline. The password is used on this device only.</translation></message>
<message><source>移开式柜操作通道</source><translation>Withdrawable front aisle</translation></message>
<message><source>空载冲击合闸次数</source><translation>No-load energisation count</translation></message>
<message><source>立即同步</source><translation>Sync now</translation></message>
<message><source>立即生效，并记在本机；解锁前的页面也这样显示。</source><translation>Applied at once and remembered on this device, also before unlocking.</translation></message>
<message><source>竣工报告与竣工图齐全且与现场一致</source><translation>As-built report and drawings match site</translation></message>
<message><source>竣工检验</source><translation>Completion inspection</translation></message>
<message><source>竣工检验检查表</source><translation>Completion inspection checklist</translation></message>
<message><source>竣工资料</source><translation>Completion documents</translation></message>
<message><source>端子紧固、号头、一点一线</source><translation>Terminals, ferrules</translation></message>
<message><source>第 %v 张，共 %m 张</source><translation>Sheet %v of %m</translation></message>
<message><source>第 {0} 件，共 {1} 件</source><translation>{0} of {1}</translation></message>
<message><source>第 {0} 版 · {1}</source><translation>Version {0} · {1}</translation></message>
<message><source>等待发送的记录</source><translation>Records waiting to be sent</translation></message>
<message><source>签名证书</source><translation>Signing certificate</translation></message>
<message><source>签字</source><translation>Signature</translation></message>
<message><source>管口打磨、喇叭口、封堵</source><translation>Mouths deburred and sealed</translation></message>
<message><source>箱变/户外柜基础高出地面</source><translation>Plinth height above ground</translation></message>
<message><source>约剩 {}</source><translation>about {} left</translation></message>
<message><source>线路/配变可开放容量</source><translation>Available capacity of feeder or transformer</translation></message>
<message><source>细砂/软土垫层厚度（上、下）</source><translation>Sand bed above and below</translation></message>
<message><source>终端接地线截面与零序CT穿法</source><translation>Shield earth braid and residual CT passage</translation></message>
<message><source>结论</source><translation>Conclusion</translation></message>
<message><source>绕组交流耐压1min</source><translation>power-frequency withstand 1 min</translation></message>
<message><source>绕组直流电阻相间不平衡率</source><translation>winding DC resistance unbalance between phases</translation></message>
<message><source>绕组直流电阻线间不平衡率（无中性点引出）</source><translation>DC resistance unbalance line-to-line (no neutral brought out)</translation></message>
<message><source>绕组绝缘电阻（换算20℃）</source><translation>Winding insulation resistance</translation></message>
<message><source>绝缘油击穿电压</source><translation>Oil breakdown</translation></message>
<message><source>缺陷</source><translation>Defect</translation></message>
<message><source>缺陷描述</source><translation>Defect description</translation></message>
<message><source>缺陷整改通知已书面出具并限期复验</source><translation>Rectification notice issued with deadline</translation></message>
<message><source>耐压前后比</source><translation>Ratio after/before</translation></message>
<message><source>耐压前后绝缘电阻变化</source><translation>insulation before vs after withstand</translation></message>
<message><source>联系人</source><translation>Contact</translation></message>
<message><source>联系电话</source><translation>Contact phone</translation></message>
<message><source>联结组别与极性</source><translation>Vector group and polarity</translation></message>
<message><source>自 {} 起</source><translation>From {}</translation></message>
<message><source>自动投切、放电、谐波匹配电抗率</source><translation>Auto switching, discharge, reactor rate</translation></message>
<message><source>自备应急电源容量与保安负荷之比</source><translation>Emergency source / vital load ratio</translation></message>
<message><source>自备应急电源容量与保安负荷比</source><translation>emergency source / vital load</translation></message>
<message><source>自备电源种类、容量、切换方式</source><translation>Own sources: type, kVA, transfer method</translation></message>
<message><source>草稿</source><translation>Draft</translation></message>
<message><source>草稿，未签字</source><translation>Draft, not signed</translation></message>
<message><source>蓄电池核对容量</source><translation>Battery capacity</translation></message>
<message><source>补偿容量占变压器容量</source><translation>compensation / transformer capacity</translation></message>
<message><source>补偿容量比</source><translation>Compensation ratio</translation></message>
<message><source>表时钟偏差</source><translation>Clock deviation</translation></message>
<message><source>规则</source><translation>Rules</translation></message>
<message><source>规则数据</source><translation>Rules</translation></message>
<message><source>解锁</source><translation>Unlock</translation></message>
<message><source>警示带敷设</source><translation>Warning tape laid</translation></message>
<message><source>计数</source><translation>Counts</translation></message>
<message><source>计量CT正常负荷电流占额定一次电流</source><translation>normal load current / CT rated primary</translation></message>
<message><source>计量与二次预埋</source><translation>Metering and secondary</translation></message>
<message><source>计量与用电信息采集</source><translation>Metering and data</translation></message>
<message><source>计量二次导线截面</source><translation>metering secondary conductor section</translation></message>
<message><source>计量二次导线截面（预留管）</source><translation>Secondary wire section</translation></message>
<message><source>计量准确度等级满足类别</source><translation>Accuracy class meets category</translation></message>
<message><source>计量方式</source><translation>Metering scheme</translation></message>
<message><source>计量柜位置及电能表中心高度</source><translation>Metering cabinet position, meter centre height</translation></message>
<message><source>计量箱（柜）安装位置合适</source><translation>Metering cabinet position suitable</translation></message>
<message><source>计量装置</source><translation>Metering</translation></message>
<message><source>计量装置准确度等级配置</source><translation>accuracy class per metering category</translation></message>
<message><source>计量装置分类</source><translation>metering category</translation></message>
<message><source>许可</source><translation>Licences</translation></message>
<message><source>设备</source><translation>Equipment</translation></message>
<message><source>设备合格证、出厂试验、3C/型式试验证书</source><translation>Equipment certificates</translation></message>
<message><source>设备基础与配电房土建</source><translation>Foundations and civil</translation></message>
<message><source>设备接地引下线两根独立接入主网</source><translation>Two independent leads for main equipment</translation></message>
<message><source>设置</source><translation>Settings</translation></message>
<message><source>设计变更经审查同意</source><translation>Changes approved</translation></message>
<message><source>诊断内容</source><translation>Diagnostics</translation></message>
<message><source>诊断文件</source><translation>Diagnostic file</translation></message>
<message><source>该签的都已签</source><translation>All expected signatures are there</translation></message>
<message><source>语言</source><translation>Language</translation></message>
<message><source>请填写：{}</source><translation>Please fill in: {}</translation></message>
<message><source>请等 {}</source><translation>Please wait {}</translation></message>
<message><source>谐波源设备（整流、变频、中频炉、充电桩、电弧炉）</source><translation>Harmonic sources listed</translation></message>
<message><source>账户与中心</source><translation>Account and centre</translation></message>
<message><source>起度示数（各费率、无功）</source><translation>Initial readings all tariffs</translation></message>
<message><source>运行人员、规程、工器具、消防</source><translation>Operation, tools, fire</translation></message>
<message><source>运行规程、操作票、一次模拟图上墙</source><translation>Rules, switching sheets, single-line</translation></message>
<message><source>返回列表</source><translation>Back to list</translation></message>
<message><source>返回工单</source><translation>Back to case</translation></message>
<message><source>还没有与中心核对过</source><translation>Not compared with the centre yet</translation></message>
<message><source>还没有人签字</source><translation>Nobody has signed yet</translation></message>
<message><source>还没有加入中心</source><translation>No centre joined yet</translation></message>
<message><source>还没有报告。完成一次检验并出具意见单后，会列在这里。</source><translation>No reports yet. They are listed here once an inspection is recorded and its opinion issued.</translation></message>
<message><source>还没有用过的仪器。在检验的“仪器”一栏登记后，会列在这里。</source><translation>No instruments yet. Those noted in an inspection are listed here.</translation></message>
<message><source>还没有签名证书，请联网登录一次</source><translation>No signing certificate yet; please sign in once with a network</translation></message>
<message><source>还缺签字：{}</source><translation>Still to sign: {}</translation></message>
<message><source>这个文件没有传成。内容仍在本机，下次同步会再试。</source><translation>This file could not be sent. It stays on this device and is tried again at the next sync.</translation></message>
<message><source>退格</source><translation>Backspace</translation></message>
<message><source>选打印机</source><translation>Choose printer</translation></message>
<message><source>通风、照明、应急照明预留</source><translation>Ventilation and emergency lighting provided</translation></message>
<message><source>避雷器、互感器</source><translation>Arrester, VT, CT</translation></message>
<message><source>避雷器绝缘电阻</source><translation>Arrester insulation</translation></message>
<message><source>配变/低压共用接地电阻</source><translation>earth resistance, substation with LV equipment</translation></message>
<message><source>配变出口三相电流不平衡度</source><translation>current unbalance at transformer LV outlet</translation></message>
<message><source>配电室出口数</source><translation>Exits</translation></message>
<message><source>配电房与设备场地</source><translation>Substation site</translation></message>
<message><source>配电房位置、标高、是否地下及防淹</source><translation>Room location, level, flood risk</translation></message>
<message><source>配色</source><translation>Colours</translation></message>
<message><source>采用对方的</source><translation>Keep theirs</translation></message>
<message><source>采用我的</source><translation>Keep mine</translation></message>
<message><source>采集终端上线</source><translation>Data terminal online</translation></message>
<message><source>采集终端通信信号强度</source><translation>Terminal signal strength</translation></message>
<message><source>重新登录</source><translation>Sign in again</translation></message>
<message><source>重要性与特殊负荷</source><translation>Importance and special loads</translation></message>
<message><source>重要用户等级判定</source><translation>Importance class</translation></message>
<message><source>铁心、夹件绝缘与一点接地</source><translation>Core/clamp insulation, single earthing</translation></message>
<message><source>铭牌型号、容量、能效等级、联结组与设计一致</source><translation>Nameplate type, kVA, efficiency grade, vector group per design</translation></message>
<message><source>铭牌数据</source><translation>Nameplate data</translation></message>
<message><source>长时间闪变Plt</source><translation>long-term flicker</translation></message>
<message><source>门向外开、甲/乙级防火、挡鼠板</source><translation>Doors open outwards, fire-rated, rodent board</translation></message>
<message><source>间谐波电压含有率</source><translation>interharmonic voltage ratio at PCC</translation></message>
<message><source>防带接地刀送电</source><translation>No energising with earth on</translation></message>
<message><source>防带电合接地刀</source><translation>No earthing of live circuit</translation></message>
<message><source>防带负荷拉合隔离/小车</source><translation>No isolator or truck movement under load</translation></message>
<message><source>防误入带电间隔</source><translation>No entry to live cell</translation></message>
<message><source>防误分误合断路器</source><translation>No wrong CB operation</translation></message>
<message><source>阳光下</source><translation>Sunlight</translation></message>
<message><source>限值的输入项</source><translation>Inputs of the limits</translation></message>
<message><source>隐蔽工程自检及监理签证记录</source><translation>Contractor/supervisor hidden-work records signed</translation></message>
<message><source>隐蔽部位照片带标尺、带位置、覆盖前后</source><translation>Photos with scale and location before and after covering</translation></message>
<message><source>隐藏密码</source><translation>Hide password</translation></message>
<message><source>需要处理：{} 件</source><translation>Needs attention: {}</translation></message>
<message><source>非有效接地系统接地阻抗</source><translation>non-effectively earthed HV system</translation></message>
<message><source>非线性用户电能质量治理装置同步投运</source><translation>PQ mitigation installed with load</translation></message>
<message><source>预埋穿墙套管高度、数量与防水</source><translation>Wall sleeves number, level, watertight</translation></message>
<message><source>预留备用孔与牵引绳</source><translation>Spare ducts with pull rope</translation></message>
<message><source>预览</source><translation>Preview</translation></message>
<message><source>预计功率因数</source><translation>Expected power factor</translation></message>
<message><source>频率偏差</source><translation>frequency deviation</translation></message>
<message><source>额定分接电压比</source><translation>Ratio at rated tap</translation></message>
<message><source>额定分接电压比误差</source><translation>voltage ratio error at rated tap</translation></message>
<message><source>额定电压冲击合闸次数</source><translation>no-load energisations at rated voltage</translation></message>
<message><source>首次使用需要联网一次：本机会得到签名证书和分派给您的工单。</source><translation>The first time needs a network: this device gets its signing certificate and your cases.</translation></message>
<message><source>验证</source><translation>Verify</translation></message>
<message><source>高压固定柜操作通道</source><translation>HV fixed-type front aisle</translation></message>
<message><source>高压开关柜与断路器</source><translation>HV switchgear and breaker</translation></message>
<message><source>高压接地阻抗</source><translation>HV earth impedance</translation></message>
<message><source>高压断路器/开关柜工频耐压1min</source><translation>MV CB/switchgear power-frequency withstand 1 min</translation></message>
<message><source>高压柜后维护通道</source><translation>HV rear aisle</translation></message>
<message><source>高压柜操作通道宽度</source><translation>HV front aisle</translation></message>
<message><source>高压母线/开关柜整体绝缘电阻</source><translation>MV busbar/assembly insulation resistance</translation></message>
<message><source>高压移开式柜操作通道</source><translation>HV withdrawable front aisle</translation></message>
<message><source>高峰负荷时功率因数</source><translation>power factor at peak</translation></message>
<message><source>（空）</source><translation>(empty)</translation></message>
</context>
</TS>
