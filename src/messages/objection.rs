use super::catalogue::messages;

messages! {
    /// Messages about the register of objections, reviews and appeals (E640–E649, W640–W649).
    enum ObjectionMessage;
    /// A review without an objection, an appeal without a review.
    E640 NoEarlier { step: String, earlier: String }
        zh "“{step}”没有对应的“{earlier}”" => "请在“前一环节序号”中写明是对哪一件{earlier}的答复不服";
        en "“{step}” follows no “{earlier}”" => "Write under 前一环节序号 whose answer it goes on from";
    /// Two lines of one number.
    E641 NumberTwice { number: String }
        zh "序号 {number} 用了两次" => "每一行的序号不能相同";
        en "number {number} is used twice" => "Each line has a number of its own";
    /// An answer is followed twice.
    E642 FollowedTwice { number: String }
        zh "序号 {number} 后面有两件" => "一件答复后面只有一件复核或申诉，请核对“前一环节序号”";
        en "number {number} is followed by two" => "An answer is followed by one review or appeal; check 前一环节序号";
    /// An objection comes first.
    E643 ObjectionFollows {}
        zh "“异议”是第一个环节，不写前一环节序号" => "请删去，或把环节改为“复核”“申诉”";
        en "an objection comes first and follows nothing" => "Remove the number, or make it a review (复核) or an appeal (申诉)";
    /// The name is another person's.
    E644 OtherPerson { label: String, written: String, known: String }
        zh "“{label}”写的是“{written}”，应是“{known}”" => "请核对姓名、识别号和前一环节序号";
        en "“{label}” is “{written}”, it should be “{known}”" => "Check name, key and 前一环节序号";
    /// Days in the wrong order.
    E645 DayBefore { label: String, earlier: String, day: String }
        zh "“{label}”早于{earlier}（{day}）" => "请核对日期";
        en "“{label}” is before {earlier} ({day})" => "Check the dates";
    /// Something is open: the batch cannot become final unless its amount is held, and what is held is not paid.
    E646 Undecided { number: String, step: String }
        zh "第 {number} 件{step}还没有办结，金额不能发放" => "请写明处理结论；定稿时没有办结的，在“处理”中写“缓发”，这个人的金额暂不发放";
        en "number {number} ({step}) has not ended: the amount cannot be paid" => "Record its end; when a batch becomes final before that, write 缓发 under 处理: this person's amount is held";
    /// It is corrected by another batch.
    E647 CorrectedElsewhere { number: String, batch: String }
        zh "第 {number} 件由批次 {batch} 更正，定稿的应是那个批次，不是这个" => "请对 {batch} 定稿；批次写错的请改正“答复批次”";
        en "number {number} is corrected by batch {batch}: that one becomes final, not this" => "Advance {batch}; or correct 答复批次";
    /// The register names a batch that was never posted.
    E648 UnknownBatch { batch: String }
        zh "没有找到公示过的批次“{batch}”" => "请写公示稿或以后的批次名称（如 2018-0a1b2c3d4e5f）；试算稿没有公示";
        en "there is no batch “{batch}” that was posted" => "Write the name of a notice or of a later stage, like 2018-0a1b2c3d4e5f; a trial was never posted";
    /// Two registers.
    E649 TwoRegisters { other: String }
        zh "还有一份异议登记：{other}" => "只留一份，或用 --objections 写明用哪一份";
        en "there is another register: {other}" => "Keep one, or name it with --objections";
    /// An objection, a review or an appeal waits for its answer.
    W640 Open { number: String, step: String, name: String, due: String }
        zh "第 {number} 件{step}（{name}）没有办结，答复期限 {due}" => "答复后写明处理结论、答复日期和答复人";
        en "number {number} ({step}, {name}) is open, to be answered by {due}" => "Answer it, and record the end, the day and by whom";
    /// It was answered late.
    W641 AnsweredLate { number: String, due: String, late: i32 }
        zh "第 {number} 件答复期限 {due}，迟了 {late} 天" => "请在卷宗中说明原因";
        en "number {number} was due {due} and answered {late} days late" => "File the reason";
    /// It was brought while the notice did not hang.
    W642 OutsideNotice { number: String, from: String, to: String }
        zh "第 {number} 件异议不在公示期内（{from}至{to}）提出" => "是否受理由你单位决定；日期写错的请改正";
        en "objection {number} was not brought while the notice hung ({from} to {to})" => "Whether it is taken up is the office's decision; a wrong date has to be corrected";
    /// A review or an appeal was asked for late.
    W643 AskedLate { number: String, until: String, late: i32 }
        zh "第 {number} 件应在 {until} 以前提出，迟了 {late} 天" => "是否受理由你单位决定；日期写错的请改正";
        en "number {number} was to be asked for by {until} and came {late} days late" => "Whether it is taken up is the office's decision; a wrong date has to be corrected";
    /// The scheme states no period.
    W644 PeriodNotStated { steps: String }
        zh "方案没有写明{steps}的答复期限" => "请在方案的 [objection] 中写明期限和依据，或逐件填写“答复期限”";
        en "the scheme does not say within which period these are answered: {steps}" => "State it in [objection] with its clause, or fill in 答复期限 line by line";
    /// The day by which to answer is another than the period gives.
    W645 DueDiffers { written: String, computed: String }
        zh "答复期限写的是 {written}，按方案应是 {computed}" => "以方案为准；有延长决定的，把依据写在“处理结论”";
        en "the answer is due {written} as written, {computed} by the scheme" => "The scheme counts; where it was prolonged, write the ground under 处理结论";
    /// Something in the register is wrong.
    W646 RegisterWrong { count: usize, first: String }
        zh "异议登记有 {count} 处有误，先看：{first}" => "用 fenpei objections 列出每一处；定稿前要改正";
        en "{count} things are wrong in the register, first: {first}" => "fenpei objections lists each; they have to be right before a batch becomes final";
    /// The amount is held.
    W647 HeldOpen { number: String, step: String, name: String, due: String }
        zh "第 {number} 件{step}（{name}）没有办结，金额缓发，答复期限 {due}" => "办结后改写“处理”";
        en "number {number} ({step}, {name}) is open and the amount is held, to be answered by {due}" => "Change 处理 once it has ended";
    /// A correction is decided, and no batch makes it yet.
    W648 NotCorrectedYet { number: String, step: String, name: String }
        zh "第 {number} 件{step}（{name}）已决定更正，还没有由哪个批次更正" => "改正录入后重新试算、公示，把新批次写在“答复批次”";
        en "number {number} ({step}, {name}) is to be corrected, and no batch does it yet" => "Correct the input, run and post again, and name that batch under 答复批次";
}
