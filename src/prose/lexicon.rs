//! The words that prose about this work is made of. One list, sorted; the kind says what a word does in a sentence.

use super::lexer::NUMERALS;
use crate::characters::{Characters, common, ideograph, low_bits};

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the list below says which words each is")]
pub enum Word {
    New,
    Received,
    Worked,
    Answered,
    CarriedIn,
    CarriedOut,
    Carry,
    LastYear,
    NextYear,
    Underway,
    Rest,
    Granted,
    Partial,
    Denied,
    Unable,
    Declined,
    OtherDone,
    NotHeld,
    Missing,
    NotExisting,
    Unclear,
    DetailQuery,
    DetailEnforcement,
    DetailInternal,
    DetailProcess,
    DetailThird,
    DetailSecret,
    DetailRepeat,
    DetailPetition,
    DetailUncorrected,
    DetailUnpaid,
    Withdrawn,
    OldResult,
    Natural,
    Organisation,
    Business,
    Research,
    Nonprofit,
    Legal,
    Enterprise,
    Channel,
    Applications,
    Apply,
    Applicant,
    Disclosure,
    Review,
    Suit,
    Direct,
    AfterReview,
    Upheld,
    Corrected,
    OtherResult,
    Lost,
    Other,
    DisputeVeto,
    Concern,
    Rules,
    Normative,
    OtherDocument,
    Issued,
    Repealed,
    InForce,
    DocVeto,
    Cleaned,
    Matter,
    Licence,
    Penalty,
    Compulsion,
    FeeCharged,
    InfoFee,
    OtherFee,
    MoneyTotal,
    Collect,
    Publish,
    Information,
    Decide,
    Foreign,
    Suggestion,
    Motion,
    PartYear,
    ThisYear,
    OfYear,
    Own,
    Compare,
    Up,
    Down,
    Flat,
    Share,
    Rate,
    Opener,
    Contain,
    Except,
    Etc,
    Mainly,
    Sum,
    All,
    ZeroReceived,
    ZeroOccurred,
    ZeroCollected,
    NotYet,
    Noise,
    InTime,
    Punctual,
    Overdue,
    Power,
    NoPower,
}

/// The longest word that the text begins with, and its length in bytes.
pub fn word(text: &str) -> Option<(Word, usize)> {
    let (first, behind) = common(text.as_bytes())?;
    let second = common(behind).map_or(0, |(second, _)| second as u32);
    longest(text, first as u32, second).or_else(|| {
        // Few words have no second character.
        SINGLE.may_hold(first as u32).then(|| longest(text, first as u32, 0))?
    })
}

/// The longest of the words that begin with these two characters (0 for no second one) and that the text begins with.
fn longest(text: &str, first: u32, second: u32) -> Option<(Word, usize)> {
    let beginning = if second == 0 { HEAD } else { 2 * HEAD };
    let begins_alike = |word: &str| {
        (word.len() == HEAD) == (second == 0) && word.as_bytes().get(..beginning) == text.as_bytes().get(..beginning)
    };
    let mut slot = slot(key(first, second));
    let words = loop {
        let words = WORDS.get(usize::from(*SLOTS.get(slot)?).checked_sub(1)?..)?;
        let alike = words.iter().take_while(|(word, _)| begins_alike(word)).count();
        if alike > 0 {
            break words.get(..alike)?;
        }
        slot = (slot + 1) % SLOTS.len();
    };
    // The longest come last. What stands at the end of a word tells most of those that begin alike apart.
    let is_here = |word: &str| text.as_bytes().get(word.len() - 1) == word.as_bytes().last() && text.starts_with(word);
    words.iter().rev().find(|(word, _)| is_here(word)).map(|(word, kind)| (*kind, word.len()))
}

/// Bytes of an ideograph.
const HEAD: usize = 3;

/// The first two characters of a word as one number; 0 for a second one that is not there.
const fn key(first: u32, second: u32) -> u32 {
    first << 16 | second
}

/// The [`key`] of the word of that index.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
const fn key_of(index: usize) -> u32 {
    let bytes = WORDS[index].0.as_bytes();
    key(ideograph(bytes, 0), if bytes.len() > HEAD { ideograph(bytes, HEAD) } else { 0 })
}

/// Where the words of a key begin, counted from one; a key whose place is taken has the next.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
static SLOTS: [u16; 1024] = {
    let mut slots = [0; 1024];
    let mut index = 0;
    while index < WORDS.len() {
        let mut at = slot(key_of(index));
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = index as u16 + 1;
        index += 1;
        while index < WORDS.len() && key_of(index) == key_of(index - 1) {
            index += 1;
        }
    }
    slots
};

const fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 22) as usize
}

/// Bytes of the ideographs at the beginning with which neither a word nor a number may begin: sets keep most of a text
/// from being looked up.
pub fn meaningless(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let [0xe4..=0xe9, second, third, behind @ ..] = rest {
        let first = low_bits(*second, *third);
        if BEGINNINGS.may_hold(first)
            && (SINGLE.may_hold(first)
                || matches!(*behind, [_, second, third, ..] if PAIRS.may_hold(pair(first, low_bits(second, third)))))
        {
            break;
        }
        rest = behind;
    }
    bytes.len() - rest.len()
}

/// The first characters of words that have no other, and of numbers.
static SINGLE: Characters = set(true).with_all(&NUMERALS);

/// The first two characters of all other words.
static PAIRS: Characters = set(false);

/// Two characters as one number. What two share, most pairs of them do not.
const fn pair(first: u32, second: u32) -> u32 {
    first.wrapping_mul(37) ^ second
}

#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
const fn set(of_single: bool) -> Characters {
    let mut set = Characters::NONE;
    let mut index = 0;
    while index < WORDS.len() {
        let bytes = WORDS[index].0.as_bytes();
        let first = low_bits(bytes[1], bytes[2]);
        if (bytes.len() == HEAD) == of_single {
            set = set.with(if of_single { first } else { pair(first, low_bits(bytes[4], bytes[5])) });
        }
        index += 1;
    }
    set
}

/// The first characters of all of them.
#[allow(clippy::indexing_slicing, reason = "computed by the compiler, which would refuse it")]
static BEGINNINGS: Characters = {
    let mut heads = Characters::NONE.with_all(&NUMERALS);
    let mut index = 0;
    while index < WORDS.len() {
        heads = heads.with(ideograph(WORDS[index].0.as_bytes(), 0));
        index += 1;
    }
    heads
};

use Word::*;

/// Every word, in the order of its bytes: of words that begin alike, the longest comes last.
#[rustfmt::skip]
static WORDS: &[(&str, Word)] = &[
    ("一共", Sum), ("一季度", PartYear), ("一律", All), ("三季度", PartYear), ("三类内部事务信息", DetailInternal),
    ("上一年", LastYear), ("上一年度", LastYear), ("上传", Publish), ("上升", Up), ("上半年", PartYear), ("上年", LastYear),
    ("上年度", LastYear), ("上涨", Up), ("下一年", NextYear), ("下一年度", NextYear), ("下半年", PartYear), ("下年", NextYear),
    ("下年度", NextYear), ("下滑", Down), ("下降", Down), ("不予公开", Denied), ("不予受理", OldResult), ("不予处理", Declined),
    ("不具备", NoPower), ("不具有", NoPower), ("不包括", Except), ("不含", Except), ("不存在", ZeroOccurred),
    ("不属于政府信息", OldResult), ("不属于本机关", OldResult), ("不承担", NoPower), ("不掌握", NotHeld), ("不掌握相关政府信息", NotHeld),
    ("不行使", NoPower), ("两代表一委员", Noise), ("个人", Natural), ("个人信息", Noise), ("个人数据", Noise), ("个人隐私", Noise),
    ("主动公开", Publish), ("主动发布", Publish), ("主动撤回", Withdrawn), ("主动撤销", Withdrawn), ("主要", Mainly),
    ("主要做法", Noise), ("主要表现", Noise), ("主要负责", Noise), ("主要问题", Noise), ("主要领导", Noise), ("举报", Foreign),
    ("予以全部公开", Granted), ("予以公开", Granted), ("予以纠正", Corrected), ("予以维持", Upheld), ("予以部分公开", Partial),
    ("事项", Matter), ("二季度", PartYear), ("人大代表", Noise), ("人大代表建议", Suggestion), ("人大建议", Suggestion),
    ("今年", ThisYear), ("今年以来", ThisYear), ("仍在办理", Underway), ("代理", DisputeVeto), ("代表", Own),
    ("代表委员", Noise), ("代表建议", Suggestion), ("以及其他", Etc), ("以来", PartYear), ("企业", Enterprise),
    ("企业群众", Noise), ("传真", Channel), ("余下", Rest), ("余为", Rest), ("余均", Rest), ("作其他处理", OtherDone), ("作其它处理", OtherDone),
    ("作出", Decide), ("例如", Mainly), ("依法", Punctual), ("依法依规", Noise), ("依法申请公开", Applications), ("依法行政", Noise),
    ("依申请", Applications),
    ("依申请公开", Applications), ("依申请公开信件", Applications), ("依申请政府信息", Applications), ("依申请政府信息公开", Applications),
    ("保护第三方合法权益", DetailThird), ("信件", Channel), ("信函", Channel),
    ("信息", Information), ("信息不存在", Missing), ("信息公开", Disclosure), ("信息公开处理费", InfoFee),
    ("信息公开申请", Applications), ("信息公开的申请", Applications), ("信息处理费", InfoFee), ("信箱", Foreign), ("信访", Foreign),
    ("信访举报投诉类", DetailPetition), ("信访举报投诉类申请", DetailPetition), ("信访件", Foreign),
    ("信访投诉举报类申请", DetailPetition), ("修改", DocVeto), ("修正", DocVeto), ("修订", DocVeto), ("做出", Decide),
    ("党代表", Noise), ("全年", ThisYear), ("全部", All), ("全部公开", Granted), ("全都", All), ("公众号", Channel),
    ("公共", Noise), ("公共企事业", Noise), ("公告", OtherDocument), ("公布", Publish), ("公开", Publish), ("公开专栏", Noise),
    ("公开事项", Noise), ("公开制度", Noise), ("公开平台", Noise), ("公开年报", Noise), ("公开指南", Noise),
    ("公开政府信息申请", Applications), ("公开政府信息的申请", Applications), ("公开栏", Noise), ("公开渠道", Noise), ("公开申请", Applications),
    ("公开目录", Noise), ("公开途径", Noise),
    ("公文", OtherDocument), ("公民", Natural), ("公益组织", Nonprofit), ("公示", Publish), ("共", Sum), ("共计", Sum),
    ("其中", Opener), ("其中一", Noise), ("其他", Other), ("其他处理", OtherDone), ("其他情形", OtherDone),
    ("其他方式处理", OtherDone), ("其他组织", Enterprise), ("其他结果", OtherResult), ("其他需要报告", Noise), ("其余", Rest),
    ("其它", Other), ("其它处理", OtherDone), ("其它结果", OtherResult), ("具体为", Opener), ("具体是", Opener),
    ("具体行政行为", DisputeVeto), ("内部事务信息", DetailInternal), ("减少", Down), ("出台", Issued), ("出庭", DisputeVeto), ("分为", Opener),
    ("分别为", Opener), ("分别是", Opener), ("刊登", Publish), ("制作", Publish), ("制发", Issued), ("制定", Issued),
    ("制定出台", Issued), ("制定印发", Issued), ("制定发布", Issued), ("制度", OtherDocument), ("前一年", LastYear), ("前三季度", PartYear),
    ("剔除", Except), ("剩余", Rest), ("力争", PartYear), ("办复", Answered), ("办复率", Rate), ("办理", Worked),
    ("办理完毕", Answered), ("办理完结", Answered), ("办理答复", Answered), ("办结", Answered), ("办结率", Rate),
    ("包含", Opener), ("包含着", Noise), ("包括", Opener), ("包括但不限于", Noise), ("区本级", Own), ("单位", Enterprise),
    ("单位部门", Noise), ("占", Share), ("占比", Share), ("占比为", Share), ("占比例", Share), ("占比约", Share),
    ("占比达", Share), ("印发", Issued), ("历年", PartYear), ("去年", LastYear), ("去年度", LastYear), ("县本级", Own),
    ("及时", Punctual), ("及时准确", Noise), ("及时率", Rate), ("发布", Publish), ("发文", Publish), ("发送", Publish),
    ("受理", Received), ("受理和办理", Worked), ("变更", DocVeto), ("各单位", Noise), ("各类信息", Information),
    ("各级单位", Noise), ("合并", Sum), ("合格率", Rate), ("合法性审核", DocVeto), ("合计", Sum), ("合计金额", MoneyTotal),
    ("同意公开", Granted), ("同期", PartYear), ("同比", Compare), ("同比下降", Down), ("同比增长", Up), ("同等", Noise),
    ("含", Contain), ("含有", Noise), ("听取", DocVeto), ("告知", OldResult), ("咨询", Foreign), ("商业企业", Business),
    ("四季度", PartYear), ("四类过程性信息", DetailProcess), ("回复", Answered), ("回复率", Rate), ("回落", Down),
    ("在线", Channel), ("均", All), ("均无", ZeroOccurred), ("均未收取", ZeroCollected), ("增加", Up), ("增加透明度", Noise),
    ("增多", Up), ("增幅", Up), ("增长", Up), ("处理", Worked), ("处理完毕", Answered), ("备案", DisputeVeto),
    ("复制费", OtherFee), ("复议", Review), ("复议后", AfterReview), ("复议后提起行政诉讼", AfterReview), ("复议后提起诉讼", AfterReview), ("复议后诉讼", AfterReview),
    ("复议后起诉", AfterReview), ("多个", Noise),
    ("多元", Noise), ("多年", Noise), ("多样", Noise), ("多次", Noise), ("多渠道", Noise), ("多种", Noise), ("多项", Noise),
    ("失效", Cleaned), ("如下", Noise), ("如何", Noise), ("如实", Noise), ("如有", Noise), ("委员提案", Motion),
    ("实施", Decide), ("审查", DocVeto), ("审核", DocVeto), ("审理", DisputeVeto), ("审理中", Underway),
    ("审结", DisputeVeto), ("宣布失效", Cleaned), ("对比", Compare), ("对等", Noise), ("将其", Noise), ("将来", Noise),
    ("尚在办理", Underway), ("尚在办理期限内", Underway), ("尚在审理", Underway), ("尚未", NotYet), ("尚未办结", Underway),
    ("尚未审结", Underway), ("属于三类内部事务信息", DetailInternal), ("属于四类过程性信息", DetailProcess),
    ("属于国家秘密", DetailSecret), ("属于行政执法案卷", DetailEnforcement), ("属于行政查询事项", DetailQuery), ("州本级", Own),
    ("工单", Foreign), ("工本费", OtherFee), ("已主动公开", OldResult), ("市本级", Own), ("平台", Channel), ("平均", PartYear),
    ("平等", Noise), ("年内", ThisYear), ("年均", PartYear), ("应办理", Worked), ("应诉", DisputeVeto), ("废止", Repealed),
    ("延期", OldResult), ("延续", DocVeto), ("建议", Suggestion), ("建议意见", Noise), ("建议提案", Foreign),
    ("归集", Publish), ("当年", OfYear), ("当年度", OfYear), ("当面", Channel), ("当面提交", Channel), ("录入", Publish),
    ("往年", LastYear),
    ("征收", Collect), ("征求", OldResult), ("征询", OldResult), ("征集", DocVeto), ("律师事务所", Enterprise), ("微信", Channel),
    ("总共", Sum),
    ("总数", Sum), ("总计", Sum), ("总金额", MoneyTotal), ("总额", MoneyTotal), ("意见建议", Foreign), ("成都", Noise), ("我单位", Noise),
    ("所有", All), ("扣除", Except), ("承办", Worked), ("投诉", Foreign), ("报备", DocVeto), ("报送", Publish),
    ("拟定", DocVeto), ("持平", Flat), ("指导", DisputeVeto), ("指导意见", Noise), ("按时", Punctual), ("按期", Punctual),
    ("按期答复率", Rate), ("接到", Received), ("接收", Received), ("推送", Publish), ("提升", Up), ("提案", Motion),
    ("提高", Up), ("撤件", Withdrawn), ("撤回", Withdrawn), ("撤销", Withdrawn), ("收件", Received), ("收到", Received),
    ("收到和办理", Worked),
    ("收到和受理", Received), ("收到和处理", Worked), ("收到并办理", Worked), ("收到并受理", Received), ("收到并处理", Worked),
    ("收办", Worked), ("收取", Collect), ("收缴", Collect), ("政务信息", Information), ("政务公开", Disclosure),
    ("政务服务事项", Foreign), ("政协委员提案", Motion), ("政协提案", Motion), ("政府信息", Information), ("政府信息不存在", Missing), ("政府信息公开", Disclosure),
    ("政府信息公开专栏", Noise), ("政府信息公开信息处理费", InfoFee), ("政府信息公开工作", Disclosure), ("政府信息公开平台", Noise),
    ("政府信息公开年报", Noise), ("政府信息公开指南", Noise), ("政府信息公开栏", Noise), ("政府信息公开申请", Applications),
    ("政府信息公开的申请", Applications), ("政府信息公开目录", Noise), ("政府信息公开网", Noise), ("政府规章", Rules),
    ("政策性文件", OtherDocument), ("政策文件", OtherDocument), ("效率", Noise), ("文件", OtherDocument), ("文件精神", Noise),
    ("新制定", Issued), ("新受理", New), ("新增", Noise), ("新增受理", New), ("新接到", New), ("新接收", New), ("新收", New),
    ("新收到", New), ("无", ZeroOccurred), ("无一", Noise), ("无偿", Noise), ("无关", Noise), ("无受理", ZeroReceived),
    ("无收取", ZeroCollected),
    ("无故", Noise), ("无效", Noise), ("无权", NoPower), ("无正当理由", Noise), ("无正当理由逾期不补正", DetailUncorrected),
    ("无法", Noise), ("无法提供", Unable), ("无论", Noise), ("无误", Noise), ("无遗漏", Noise), ("无障碍", Noise),
    ("无需", Noise), ("日均", PartYear), ("明年", NextYear), ("暂无", ZeroOccurred), ("暂未收到", ZeroReceived),
    ("更加", Noise), ("更多", Noise), ("更改", OldResult), ("更新", Publish), ("月均", PartYear), ("未", NotYet),
    ("未产生", ZeroOccurred), ("未产生收取", ZeroCollected), ("未出现", ZeroOccurred), ("未办结", Underway),
    ("未发生", ZeroOccurred), ("未发生收取", ZeroCollected), ("未受理", ZeroReceived), ("未审结", Underway),
    ("未引发", ZeroOccurred), ("未征收", ZeroCollected), ("未接到", ZeroReceived), ("未接收", ZeroReceived),
    ("未收", ZeroReceived), ("未收到", ZeroReceived), ("未收到过", ZeroReceived), ("未收取", ZeroCollected),
    ("未收取过", ZeroCollected),
    ("未收费", ZeroCollected), ("未新收", ZeroReceived), ("未曾", NotYet), ("未曾收到", ZeroReceived),
    ("未有", ZeroOccurred), ("未涉及", ZeroOccurred), ("未经复议直接提起诉讼", Direct), ("未经复议直接起诉", Direct), ("未结", Underway),
    ("未被", NotYet),
    ("未被提起", ZeroOccurred), ("未被申请", ZeroOccurred), ("本单位", Noise), ("本年", ThisYear), ("本年度", ThisYear),
    ("本机关不掌握", NotHeld), ("本级", Own), ("权限", Power), ("来信", Channel), ("来信来访", Foreign), ("来年", NextYear),
    ("来电", Foreign), ("来访", Foreign), ("构成为", Opener), ("案卷", DocVeto), ("案卷评查", DocVeto), ("梳理", DocVeto),
    ("检索费", OtherFee), ("概率", Noise), ("次年", NextYear), ("正在办理", Underway), ("正在处理", Underway),
    ("正在审理", Underway), ("每季度", PartYear), ("每年", PartYear), ("每月", PartYear), ("比例", Share), ("比例为", Share),
    ("比较", Noise), ("比重", Share), ("汇编", DocVeto), ("没有", ZeroOccurred), ("没有产生", ZeroOccurred),
    ("没有出现", ZeroOccurred), ("没有制定", NoPower), ("没有发生", ZeroOccurred), ("没有受理", ZeroReceived),
    ("没有接到", ZeroReceived), ("没有收到", ZeroReceived), ("没有收取", ZeroCollected), ("没有现成信息", NotExisting),
    ("没有现成信息需要另行制作", NotExisting), ("没有被", NotYet), ("法人", Organisation), ("法人、其他组织", Organisation),
    ("法人及其他组织", Organisation), ("法人和其他组织", Organisation), ("法人或其他组织", Organisation),
    ("法人或其它组织", Organisation), ("法人或者其他组织", Organisation), ("法定时限", InTime), ("法定时限内", InTime),
    ("法定期限", InTime), ("法定期限内", InTime), ("法律服务机构", Legal), ("注销", DocVeto),
    ("涉及", Concern), ("涉及以下", Opener), ("涉及信息公开", Disclosure), ("涉及政府信息公开", Disclosure), ("涉及面", Noise),
    ("清单", DocVeto),
    ("清理", Cleaned), ("满意度", Rate), ("满意率", Rate),
    ("热线", Foreign), ("率", Rate), ("环比", PartYear), ("现场", Channel), ("现行有效", InForce), ("申请", Apply),
    ("申请书", Noise), ("申请人", Applicant), ("申请人无正当理由逾期不补正", DetailUncorrected), ("申请人逾期未按收费通知", DetailUnpaid),
    ("申请公开", Applications),
    ("申请条件", Noise), ("申请者", Applicant), ("申请表", Noise), ("电子邮件", Channel), ("电子邮箱", Channel),
    ("留言", Foreign), ("皆", All), ("目录", DocVeto), ("直接起诉", Direct), ("相比", Compare), ("相较", Compare),
    ("省本级", Own), ("社会公益组织", Nonprofit), ("科研机构", Research), ("移交", OldResult), ("窗口", Channel),
    ("立案", DisputeVeto), ("第一季度", PartYear), ("第三季度", PartYear), ("第三方合法权益", DetailThird), ("第二季度", PartYear),
    ("第四季度", PartYear), ("等", Etc), ("等候", Noise), ("等待", Noise), ("等级", Noise), ("答复", Answered),
    ("答复办结", Answered), ("答复率", Rate), ("累计", Sum), ("纠正", Corrected), ("纠错", Corrected), ("纸质", Channel),
    ("线上", Channel), ("线下", Channel), ("经复议后起诉", AfterReview), ("结果纠正", Corrected), ("结果维持", Upheld),
    ("结转", Carry), ("给予公开", Granted), ("给予部分公开", Partial), ("继续有效", Cleaned), ("维持", Upheld), ("维持秩序", Noise),
    ("编发", Publish), ("网上", Channel), ("网民", Foreign), ("网站", Channel), ("网络", Channel), ("职权", Power),
    ("职权限", Power), ("职能", Power), ("自然人", Natural), ("舆情", Foreign), ("获维持", Upheld),
    ("行政事业性收费", FeeCharged), ("行政处罚", Penalty), ("行政处罚法", Noise), ("行政复议", Review), ("行政复议法", Noise),
    ("行政强制", Compulsion), ("行政执法案卷", DetailEnforcement), ("行政查询事项", DetailQuery), ("行政规范性文件", Normative),
    ("行政许可", Licence), ("行政许可法", Noise), ("行政诉讼", Suit), ("补充", OldResult), ("补正", OldResult),
    ("补正后仍不明确", Unclear), ("补正后申请内容仍不明确", Unclear), ("被纠正", Corrected), ("被纠错", Corrected), ("被维持", Upheld),
    ("规定时间", InTime), ("规定时限", InTime), ("规定期限", InTime), ("规章", Rules), ("规范性文件", Normative),
    ("解读", DocVeto), ("计划", PartYear), ("许可", Foreign), ("评估", DocVeto), ("评查", DocVeto), ("诉求", Foreign), ("诉讼", Suit),
    ("调解", DisputeVeto), ("败诉", Lost), ("起草", DocVeto), ("超时答复", Overdue), ("超期", Overdue),
    ("超过法定期限", Overdue), ("跨年结转", Carry), ("转下一年", CarriedOut), ("转下一年度", CarriedOut), ("转下年", CarriedOut),
    ("转下年度", CarriedOut), ("转入", Carry), ("转办", OldResult), ("转发", DocVeto), ("转结", Carry),
    ("转至下一年度", CarriedOut), ("转至下年度", CarriedOut), ("转载", Publish), ("转送", OldResult), ("较", Compare),
    ("较为", Noise), ("较多", Noise), ("较大", Noise), ("较好", Noise), ("较少", Noise), ("较快", Noise), ("较高", Noise),
    ("达标率", Rate), ("过程性信息", DetailProcess), ("近三年", PartYear), ("近五年", PartYear), ("近年", PartYear),
    ("近年来", PartYear), ("通知公告", OtherDocument), ("逾期不缴费", DetailUnpaid), ("逾期不补正", DetailUncorrected),
    ("逾期未按收费通知", DetailUnpaid), ("逾期未答复", Overdue), ("逾期未缴费", DetailUnpaid), ("逾期答复", Overdue),
    ("邮件", Channel), ("邮寄", Channel), ("邮寄费", OtherFee), ("部分予以公开", Partial), ("部分公开", Partial), ("都", All),
    ("都是", Noise), ("采购", Foreign), ("重复申请", DetailRepeat), ("重点", Mainly), ("金额", MoneyTotal),
    ("问卷", Foreign), ("降低", Down), ("降幅", Down), ("限期", Punctual), ("除", Except), ("需要另行制作", NotExisting),
    ("非政府信息", OldResult), ("非本机关", NotHeld), ("顺延", Carry), ("预计", PartYear), ("频率", Noise), ("首都", Noise),
    ("高等", Noise),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_begin_with_an_ideograph() {
        assert!(WORDS.is_sorted_by(|(one, _), (other, _)| one.as_bytes() < other.as_bytes()));
        assert!(WORDS.iter().all(|(word, _)| word.chars().all(|c| c.len_utf8() == 3)));
    }

    #[test]
    fn the_sets_let_every_word_through_and_keep_most_others_out() {
        let may = |text: &str| meaningless(text.as_bytes()) == 0;
        assert!(WORDS.iter().all(|(word, _)| may(word) && may(&format!("{word}1"))));
        let pairs = ["信心", "公园", "办法", "制止", "内容", "上午", "行动", "发展"];
        assert!(pairs.iter().filter(|pair| may(pair)).count() <= 2);
        assert_eq!(meaningless("峄城，".as_bytes()), 6);
        assert_eq!(meaningless("峄城三件".as_bytes()), 6);
    }

    #[test]
    fn the_longest_word_is_found() {
        for (text, expected) in [
            ("政府信息公开申请41件", Some((Applications, "政府信息公开申请"))),
            ("政府信息公开工作", Some((Disclosure, "政府信息公开工作"))),
            ("政府信息公开栏", Some((Noise, "政府信息公开栏"))),
            ("无法提供3件", Some((Unable, "无法提供"))),
            ("无正当理由", Some((Noise, "无正当理由"))),
            ("无行政复议", Some((ZeroOccurred, "无"))),
            ("尚未审结", Some((Underway, "尚未审结"))),
            ("峄城", None),
            ("", None),
        ] {
            assert_eq!(word(text), expected.map(|(word, text)| (word, text.len())), "{text}");
        }
    }
}
