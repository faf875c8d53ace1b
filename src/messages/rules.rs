use super::catalogue::messages;

messages! {
    /// Messages about what the rules of a scheme do, found before any data is read: leave (W601, W602), exams
    /// (W603, W604, E604), what nothing reads (W605–W608), the sense of rules (W609–W612).
    enum RuleMessage;
    /// A protected leave reduces what is paid.
    W601 ProtectedLeave { step: String, kinds: String }
        zh "步骤“{step}”按{kinds}减发：这类假受法律法规保护（F6）" => "请核对依据；不该减发的，请在计算请假天数的公式里去掉";
        en "step “{step}” pays less for {kinds}, a leave that the law protects (F6)" => "Check the ground, or leave it out where the days of leave are added up";
    /// A leave acts as a weight and as a deduction.
    W602 LeaveTwice { kinds: String, steps: String }
        zh "{kinds}重复起作用：{steps}" => "请假只能起一次作用：或者计入权重，或者扣减，请改掉一处";
        en "{kinds} acts more than once: {steps}" => "Leave acts once: in the weight or as a deduction; change one of them";
    /// A fund pays by entrance exams although that is forbidden.
    W603 ExamFund { fund: String, steps: String }
        zh "基金“{fund}”在 2020 年 10 月 13 日以后按中考、高考结果发钱（{steps}），与《深化新时代教育评价改革总体方案》不符（F1）" => "请停用；确有依据的，在基金写明 exam_ground = {{ ground = \"依据\", decision = \"决定\" }}";
        en "fund “{fund}” pays by entrance exam results after 13 October 2020 ({steps}), which the general plan for education evaluation reform forbids (F1)" => "Give it up; where there is a ground, state exam_ground = {{ ground = \"…\", decision = \"…\" }} in the fund";
    /// An evaluation rests on exam results alone.
    W604 ExamOnly { name: String }
        zh "“{name}”只凭考试成绩或名次评价（C4）" => "请加入学业以外的指标";
        en "“{name}” rests on exam results or ranks alone (C4)" => "Add other indicators";
    /// The same, where the scheme refuses it.
    E604 ExamOnlyRefused { name: String }
        zh "“{name}”只凭考试成绩或名次评价，方案写明不允许（C4）" => "请加入学业以外的指标";
        en "“{name}” rests on exam results or ranks alone, which the scheme does not allow (C4)" => "Add other indicators";
    /// A computed column that nothing reads.
    W605 ColumnUnread { name: String }
        zh "没有规则用到计算列“{name}”" => "请检查是不是漏写了规则；只供查看的写 shown = true";
        en "no rule reads the computed column “{name}”" => "Check whether a rule was forgotten; where it is only shown, state shown = true";
    /// An input column that nothing reads.
    W606 InputUnread { name: String }
        zh "没有规则用到录入列“{name}”" => "请检查是不是漏写了规则；只供查看的写 shown = true";
        en "no rule reads the input column “{name}”" => "Check whether a rule was forgotten; where it is only shown, state shown = true";
    /// A band or tier table that no formula uses.
    W607 StandardUnused { name: String }
        zh "没有公式用到分档标准表“{name}”" => "请检查是不是漏写了规则，不用的请删去";
        en "no formula uses the band or tier table “{name}”" => "Check whether a rule was forgotten, or remove it";
    /// An account that no money moves through.
    W608 AccountUnused { name: String }
        zh "没有资金进出账户“{name}”" => "请检查是不是漏写了步骤，不用的请删去";
        en "no money moves through account “{name}”" => "Check whether a step was forgotten, or remove it";
    /// A lower tier has a higher value.
    W609 TierRises { name: String, upper: String, lower: String }
        zh "名次档“{name}”里靠后的“{lower}”比“{upper}”的值还高" => "请核对各档取值";
        en "in the tier table “{name}”, “{lower}” is worth more than “{upper}” above it" => "Check the values of the tiers";
    /// A band table on a rank pays more for a worse rank.
    W610 WorseRankPaysMore { name: String, band: String }
        zh "“{name}”按名次查“{band}”，名次越靠后取值越高" => "请核对各档取值；如果是扣分扣款，可以不理会";
        en "“{name}” looks a rank up in “{band}”, where a worse rank has a higher value" => "Check the values; nothing to do if they are deducted";
    /// A difference of two rates without a word on its unit.
    W611 PercentOrPoint { name: String }
        zh "“{name}”是两个比率之差，没有写明是百分点还是百分之几" => "请写 unit = \"百分点\"；要相对提高的，除以上年的比率，写 unit = \"%\"";
        en "“{name}” is the difference of two rates and does not say whether in percentage points or per cent" => "State unit = \"百分点\"; for a relative rise divide by last year's rate and state unit = \"%\"";
    /// Fixed parts make more than the fund.
    W612 PartsExceed { fund: String, parts: String, total: String }
        zh "从“{fund}”定额拨出的各块合计 {parts} 元，多于基金的 {total} 元" => "请核对各块的金额";
        en "the fixed parts drawn on “{fund}” make {parts} yuan, more than its {total} yuan" => "Check the amounts";
    /// Fixed parts make less than the fund, and nothing takes the rest.
    W613 PartsShort { fund: String, parts: String, total: String }
        zh "从“{fund}”定额拨出的各块合计 {parts} 元，少于基金的 {total} 元，余下的没有步骤分配" => "请核对各块的金额，或给余下的资金一个去向";
        en "the fixed parts drawn on “{fund}” make {parts} yuan, less than its {total} yuan, and no step takes the rest" => "Check the amounts, or give the rest a destination";
    /// A formula that gives more for a worse rank.
    W614 WorseRankByFormula { name: String }
        zh "“{name}”按公式名次越靠后取值越高" => "请核对公式；如果是扣分扣款，可以不理会";
        en "the formula of “{name}” gives more for a worse rank" => "Check the formula; nothing to do if it is deducted";
}
