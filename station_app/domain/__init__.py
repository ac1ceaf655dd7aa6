"""Plain values and rules. One English word for each Chinese term of the field:

退役军人 veteran · 登记册 register · 一人一档 file (of a person) · 户 household · 走访 visit
服务记录 service · 重点关爱对象 priority category · 困难 difficulty · 一人一策 plan · 措施 measure
回访 follow-up · 销号 closing · 帮扶援助 aid · 慰问 greeting gift · 来文 notice · 任务 task
活动 campaign · 走访表 sheet · 未遇 missed · 多久走访 tier · 报表 return · 报送单 hand-over slip
时点 as-of date · 人 persons · 人次 contacts · 户 households · 户次 household visits
填表人 preparer · 审核人 reviewer · 作废名单 revocation list · 核对码 check code · 站 station
乡镇 township · 县 county · 工作人员 worker · 站长 head · 登记册密码恢复单 recovery sheet
备份 backup
"""
