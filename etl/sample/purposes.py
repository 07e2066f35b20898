"""Purposes of use: what requests are granted for, how logs repeat them, and what misuse calls itself."""

GRANTED = (
    "办理社会保险待遇资格认证", "核验低保申请家庭经济状况", "义务教育阶段新生入学资格审核",
    "企业信用等级综合评价",
    "公共租赁住房保障对象复核", "不动产转移登记业务核验", "医疗救助对象身份比对", "食品安全日常监督检查",
    "退役军人优待证申领审核", "重大项目用地审批核查", "道路运输从业人员背景审查", "残疾人两项补贴动态调整",
    "高龄津贴发放对象生存核验", "安全生产许可条件审查", "惠民惠农补贴资金发放比对", "政务服务事项免提交材料",
)  # fmt: skip
MISUSED = ("亲友委托打听", "商品广告推销名单", "个人好奇浏览", "转交第三方咨询公司", "房产中介拓客")


def near(purpose: str) -> str:
    """A wording that resembles the purpose too much to be called different: a part of it."""
    return purpose[2:]
