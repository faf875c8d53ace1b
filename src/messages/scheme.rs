use super::catalogue::messages;

messages! {
    /// Messages about the scheme file: its form (E101–E110), its formulas (E111–E118), its names and types
    /// (E120–E148), its bands (E150–E157), its money (E160–E175), its tables (E180–E189), its file (E191), its standards (E192–E195), its derived tables (E196), its documents
    /// (E198, E199, E176), its payments (E177–E179, E149, E158, E159, E572), how it is booked (E305–E310) and taxed
    /// (E311–E314).
    enum SchemeMessage;
    /// The file is not TOML.
    E101 Syntax { detail_zh: String, detail_en: String }
        zh "方案文件的写法不对：{detail_zh}" => "请按 TOML 格式改正这一处";
        en "the scheme file is not valid TOML: {detail_en}" => "Correct this place";
    /// A key that the section does not have.
    E102 UnknownKey { section: String, key: String }
        zh "{section} 里没有“{key}”这一项" => "请改正或删去";
        en "{section} has no key “{key}”" => "Correct or remove it";
    /// A key that the section needs.
    E103 MissingKey { section: String, key: String }
        zh "{section} 缺少“{key}”" => "请补上";
        en "{section} lacks “{key}”" => "Add it";
    /// A value of the wrong kind.
    E104 WrongValue { section: String, expected_zh: String, expected_en: String }
        zh "{section} 的这个值应是：{expected_zh}" => "请改正";
        en "this value in {section} must be {expected_en}" => "Correct it";
    /// A word that is not one of those allowed.
    E105 UnknownWord { section: String, word: String, allowed: String }
        zh "{section} 中不认识“{word}”，可写 {allowed}" => "请从中选一个";
        en "“{word}” in {section} is not one of {allowed}" => "Choose one of them";
    /// A section that does not exist.
    E106 UnknownSection { name: String }
        zh "没有名为“{name}”的部分" => "请改正或删去";
        en "there is no section “{name}”" => "Correct or remove it";
    /// `[scheme]` is missing.
    E107 NoHead {}
        zh "缺少 [scheme] 部分" => "请在文件开头写明方案名称、依据、单位、年度和舍入规则";
        en "the section [scheme] is missing" => "Begin the file with name, basis, office, year and rounding";
    /// A field outside its limit.
    E108 FieldLimit { section: String, key: String, limit_zh: String, limit_en: String }
        zh "{section} 的“{key}”应为 {limit_zh}" => "请改到这个范围内";
        en "“{key}” in {section} must be {limit_en}" => "Bring it inside these limits";
    /// The scheme file is too large, or a section is not a list.
    E109 TooLarge { bytes: usize, limit: usize }
        zh "方案文件有 {bytes} 字节，超过上限 {limit} 字节" => "请检查是不是选错了文件";
        en "the scheme file has {bytes} bytes, more than the limit of {limit}" => "Check that it is the right file";
    /// A section that must be written with double brackets.
    E110 NotAList { key: String, section: String }
        zh "“{key}”应写成 {section}" => "请用双方括号";
        en "“{key}” must be written as {section}" => "Use double square brackets";

    /// A character that no formula has.
    E111 FormulaCharacter { character: char }
        zh "公式里不能有字符“{character}”" => "请删去，或用方括号把名称括起来，如 [上线率（%）]";
        en "a formula cannot hold the character “{character}”" => "Remove it, or put a name into square brackets";
    /// A number that is not a plain decimal.
    E112 FormulaNumber { text: String }
        zh "“{text}”不是可以精确表示的小数" => "请写不超过 18 位数字的小数，不用科学记数法";
        en "“{text}” is no exact decimal" => "Write at most 18 digits, without an exponent";
    /// A text or bracket without its end.
    E113 FormulaUnclosed { mark: char }
        zh "“{mark}”没有对应的结尾" => "请补上结尾的引号或括号";
        en "“{mark}” has no end" => "Close it";
    /// Something else was expected.
    E114 FormulaExpected { expected_zh: String, expected_en: String, found_zh: String, found_en: String }
        zh "这里应为{expected_zh}，却是{found_zh}" => "请改正公式；名称里有标点的，用方括号括起来，如 [上线率（%）]";
        en "expected {expected_en} here, found {found_en}" => "Correct the formula; a name with punctuation stands in square brackets";
    /// A formula beyond the limit.
    E115 FormulaTooLong { length: usize, limit: usize }
        zh "公式有 {length} 字节，超过上限 {limit} 字节" => "请拆成几个计算列";
        en "the formula has {length} bytes, more than the limit of {limit}" => "Cut it into several columns";
    /// Nesting beyond the limit.
    E116 FormulaTooDeep { limit: usize }
        zh "括号嵌套超过 {limit} 层" => "请拆成几个计算列";
        en "brackets are nested more than {limit} deep" => "Cut the formula into several columns";

    /// More operators in a formula than the limit.
    E117 FormulaTooManyOperators { limit: usize }
        zh "公式里的加减乘除超过 {limit} 个" => "请拆成几个计算列，或用 SUM 汇总所属的行";
        en "more than {limit} of + - * / in one formula" => "Cut it into several columns, or use SUM over the rows that belong";

    /// A figure that is not written as a decimal.
    E118 NotDecimal { text: String }
        zh "“{text}”不是小数" => "请写成 \"85\"、\"0.90\" 的样子";
        en "“{text}” is no decimal" => "Write it as \"85\" or \"0.90\"";

    /// Formulas that read formulas beyond the limit.
    E119 FormulaChainTooLong { limit: usize }
        zh "公式一层读一层，超过 {limit} 层" => "请减少中间的计算列";
        en "formulas read formulas more than {limit} levels deep" => "Use fewer columns in between";

    /// A name that the table does not have.
    E120 UnknownName { name: String, table: String }
        zh "“{table}”没有“{name}”" => "请写本表的列、对应关系或参数的名称";
        en "“{table}” has no “{name}”" => "Write a column or relation of the table, or a parameter";
    /// A name with two readings.
    E121 Ambiguous { name: String, table: String }
        zh "“{name}”有两种读法：“{table}”的列或对应关系，和参数" => "请给其中一个改名";
        en "“{name}” can be read as a name of “{table}” and as a parameter" => "Rename one of them";
    /// A function that does not exist.
    E122 UnknownFunction { name: String }
        zh "没有函数“{name}”" => "请照语言手册中的函数表改写";
        en "there is no function “{name}”" => "See the table of functions in the language manual";
    /// Too many or too few arguments.
    E123 ArgumentCount { name: String, expected: String, got: usize }
        zh "{name} 应有 {expected} 个参数，却有 {got} 个" => "请增减参数";
        en "{name} takes {expected} arguments, got {got}" => "Add or remove arguments";
    /// A value of another kind.
    E124 WrongKind { function: String, argument: usize, expected_zh: String, expected_en: String }
        zh "{function} 的第 {argument} 个参数应为{expected_zh}" => "请改用这一类的值";
        en "argument {argument} of {function} must be {expected_en}" => "Use a value of that kind";
    /// A value that may be missing.
    E125 MayBeMissing { function: String, argument: usize }
        zh "{function} 的第 {argument} 个参数可能没有值" => "请先用 IFMISSING(值, 没有值时的取值) 处理";
        en "argument {argument} of {function} may be missing" => "Handle it first with IFMISSING(value, otherwise)";
    /// A comparison of something that is not rounded.
    E126 NotRounded { function: String, argument: usize }
        zh "{function} 的第 {argument} 个参数位数不定，不能比较" => "请先把它做成有 places 的计算列，或用 ROUND 取到指定位数";
        en "argument {argument} of {function} has no fixed number of places and cannot be compared" => "Give it a column with places, or use ROUND";
    /// A literal is needed.
    E127 NotLiteral { function: String, argument: usize }
        zh "{function} 的第 {argument} 个参数应直接写 0 到 8 的整数" => "请写明小数位数";
        en "argument {argument} of {function} must be a whole number from 0 to 8" => "Write the number of places";
    /// An aggregate over something that is not rows.
    E128 NotRows { name: String }
        zh "{name} 不是一组行" => "请写所属行的名称（如 所属教职工.奖金额度）、全部.表名.列名，或加 within";
        en "{name} is not a set of rows" => "Write the rows that belong (such as 所属教职工.奖金额度), 全部.TABLE.COLUMN, or add within";
    /// Rows where a value is needed.
    E129 RowsNotValue { name: String }
        zh "{name} 是一组行，不是一个值" => "请用 SUM、COUNT、AVERAGE、MIN 或 MAX 汇总";
        en "{name} is a set of rows, not a value" => "Aggregate it with SUM, COUNT, AVERAGE, MIN or MAX";
    /// A relation without a column.
    E130 RelationNotValue { name: String }
        zh "“{name}”是对应关系，不是一个值" => "请在后面写上列名，如 {name}.名称";
        en "“{name}” is a relation, not a value" => "Add a column after it";
    /// A formula that reads itself.
    E131 Cycle { path: String }
        zh "公式循环引用：{path}" => "请把其中一步改为读取上一步的结果";
        en "formulas read each other in a circle: {path}" => "Let one of them read the result of an earlier stage";
    /// Two things of one name.
    E132 DuplicateName { name: String, table: String }
        zh "“{table}”中“{name}”重名" => "请给其中一个改名";
        en "“{table}” has two things called “{name}”" => "Rename one of them";
    /// A name that cannot be used.
    E133 NameNotAllowed { name: String }
        zh "“{name}”不能作名称" => "名称不能为空，不能是“全部”“全区”，前后不能有空格，不能含句点、方括号和引号";
        en "“{name}” cannot be a name" => "A name is not empty, not 全部 or 全区, has no space at its ends, and holds no full stop, square bracket or quotation mark";
    /// A computed column without places.
    E134 NeedsPlaces { name: String }
        zh "“{name}”没有写明小数位数" => "请写 places（小数位数）或 denominator（分母）";
        en "“{name}” does not state its places" => "Write places or denominator";
    /// A formula of the wrong kind.
    E135 WrongResult { name: String, expected_zh: String, expected_en: String }
        zh "“{name}”的公式应得出{expected_zh}，并且每行都有值" => "请改正公式；可能没有值的，先用 IFMISSING 给出取值";
        en "the formula of “{name}” must give {expected_en}, with a value in every row" => "Correct the formula; give a value with IFMISSING where there may be none";
    /// A column that may be missing without saying so.
    E136 ResultMayBeMissing { name: String }
        zh "“{name}”的公式可能没有值" => "请用 IFMISSING 给出取值，或写明 missing = true";
        en "the formula of “{name}” may have no value" => "Use IFMISSING, or state missing = true";
    /// A table that does not exist.
    E137 UnknownTable { name: String }
        zh "没有名为“{name}”的表" => "请改正表名，或写出这张表";
        en "there is no table “{name}”" => "Correct the name, or write the table";
    /// A column that does not exist.
    E138 UnknownColumn { name: String, table: String }
        zh "“{table}”没有名为“{name}”的列" => "请改正；用来识别、对应和排序的应是录入列";
        en "“{table}” has no column “{name}”" => "Correct it; what identifies, relates or orders rows is an input column";
    /// A label that the function does not have.
    E139 LabelUnknown { function: String, label: String }
        zh "{function} 没有“{label}:”这一项" => "请改正或删去";
        en "{function} has no “{label}:”" => "Correct or remove it";
    /// A label that must be stated.
    E140 LabelMissing { function: String, label: String }
        zh "{function} 没有写明“{label}:”" => "请写明，程序不替单位作这个选择";
        en "{function} does not state “{label}:”" => "State it: the program does not choose for the office";
    /// A word that is not allowed.
    E141 WordNotAllowed { allowed_zh: String, allowed_en: String }
        zh "这里只能写：{allowed_zh}" => "请改正";
        en "only {allowed_en} can stand here" => "Correct it";
    /// An aggregate without a column.
    E142 AggregateNeedsColumn { name: String }
        zh "{name} 要写明汇总哪一列" => "请写成 所属行.列名";
        en "{name} needs a column" => "Write ROWS.COLUMN";
    /// A group that is no group.
    E143 WithinNotGroup {}
        zh "within 只能是本表的文字录入列、对应关系或“全区”" => "请改正";
        en "within must be a text input column or a relation of the table, or 全区" => "Correct it";
    /// A rank over something else than a stored column.
    E144 NotOwnColumn { function: String }
        zh "{function} 只能对本表有固定小数位数的列排序" => "请先把它做成计算列";
        en "{function} ranks a column of the table with fixed places" => "Give the expression a column of its own";
    /// A name that goes on after rows.
    E145 TooFar { name: String }
        zh "一组行之后只能再写一个列名，不能写到“{name}”" => "请先在中间的表上做一个计算列";
        en "after a set of rows only one column can follow, not “{name}”" => "Make a column on the table between";
    /// A band table that does not exist.
    E146 UnknownBand { name: String }
        zh "没有名为“{name}”的分档标准表" => "请改正";
        en "there is no band or tier table “{name}”" => "Correct it";

    /// A label written twice, or a condition both with and without its label.
    E147 LabelTwice { function: String, label: String }
        zh "{function} 的“{label}:”写了两次" => "请合成一项，如 AND(甲, 乙)";
        en "{function} states “{label}:” twice" => "Join the two, as in AND(甲, 乙)";
    /// Places and a denominator on one column.
    E148 PlacesTwice { name: String }
        zh "“{name}”既写了 places 又写了 denominator" => "请只写一项";
        en "“{name}” has both places and denominator" => "Write one of them";

    /// An interval that cannot be read.
    E150 BandRange { text: String }
        zh "“{text}”不是区间" => "请写成 [60, 85)、[85, +) 的样子：小的在前，方括号含端点，圆括号不含";
        en "“{text}” is no interval" => "Write it as [60, 85) or [85, +): the lower end first; a square bracket includes the end";
    /// A band row that is neither interval nor word.
    E151 BandForm {  name: String }
        zh "分档标准表“{name}”的各行要么都用 range，要么都用 is" => "请统一写法";
        en "the rows of band table “{name}” must all have range, or all have is" => "Make them alike";
    /// A gap between bands.
    E152 BandGap { low: String, high: String, row: String }
        zh "分档有空档：{low} 到 {high} 之间没有档" => "请让相邻两档首尾相接，端点只归一档，或补一档 {row}";
        en "no band between {low} and {high}" => "Let neighbouring bands meet, the end in exactly one of them, or add {row}";
    /// Bands that overlap.
    E153 BandOverlap { value: String }
        zh "分档重叠：“{value}”落在两档里" => "请让每个端点、每个词只归一档";
        en "bands overlap: “{value}” is in two of them" => "Let each end and each word belong to exactly one band";
    /// A tier without its size.
    E154 TierForm { name: String }
        zh "“{name}”要写明 percent（比例）或 places（名额），只写一项" => "请改正";
        en "“{name}” needs either percent or places" => "Correct it";
    /// Tiers above a hundred per cent.
    E155 TiersOver100 { sum: String }
        zh "各档比例合计 {sum}%，超过 100%" => "请调整比例";
        en "the tiers make {sum} %, more than 100 %" => "Adjust them";

    /// Bands written from high to low.
    E156 BandOrder { range: String }
        zh "分档没有从低到高写：“{range}”应在前面" => "请把各档从低到高排列";
        en "bands are not written from low to high: “{range}” belongs earlier" => "Write the bands from low to high";

    /// An end between two bands that is in neither.
    E157 BandEnd { value: String }
        zh "分档有空档：端点“{value}”不在任何一档里" => "请把相邻两档的一边改成方括号";
        en "the end “{value}” is in neither of the bands that meet there" => "Give one of them a square bracket";

    /// A step with no verb or several.
    E160 StepVerb { step: String }
        zh "步骤“{step}”要在 share、award、split、collect、gate 中写且只写一项" => "请写明这一步做什么，一步只做一件事";
        en "step “{step}” needs exactly one of share, award, split, collect, gate" => "Say what the step does: one thing";
    /// A step without something it needs.
    E161 StepNeeds { step: String, key: String }
        zh "步骤“{step}”没有写明“{key}”" => "请写明，程序不替单位作这个选择";
        en "step “{step}” does not state “{key}”" => "State it: the program does not choose for the office";
    /// Parts that do not make a hundred.
    E162 PartsNot100 { step: String, sum: String }
        zh "切块“{step}”的比例合计 {sum}%，不是 100%" => "请调整比例，或让一块写 rest";
        en "the parts of “{step}” make {sum} %, not 100 %" => "Adjust them, or let one part be rest";
    /// More than one rest.
    E163 SeveralRests { step: String }
        zh "切块“{step}”有不止一个 rest" => "只能有一块取其余";
        en "“{step}” has more than one rest" => "Only one part can take the rest";
    /// No relation between two tables.
    E164 NoPath { from: String, to: String }
        zh "“{from}”没有到“{to}”的对应关系" => "请在“{from}”的 relations 中写明";
        en "“{from}” has no relation to “{to}”" => "State it in relations of “{from}”";
    /// Several relations between two tables.
    E165 SeveralPaths { from: String, to: String, names: String }
        zh "“{from}”到“{to}”有几个对应关系：{names}" => "请用 by 写明用哪一个";
        en "“{from}” has several relations to “{to}”: {names}" => "State with by which one is meant";
    /// Several sources shared together by a method that leaves a residue.
    E166 TogetherMethod {}
        zh "合并分配（together）和同比例压减（scale）只能用最大余数法、到分" => "请改为 largest-remainder、fen，或用 separately";
        en "together and scale need the largest remainder in fen" => "Use largest-remainder and fen, or separately";
    /// An award from several sources.
    E167 AwardSources { step: String }
        zh "定额“{step}”的账户有几个资金来源" => "由各来源按比例承担的写 sources = \"together\"；只用一个来源的，账户写 基金名称.来源名称，或写 fund";
        en "award “{step}” draws on several sources" => "Write sources = \"together\" where they bear it in proportion; for one alone name it, as FUND.SOURCE or by fund";
    /// An account without money.
    E168 AccountEmpty { name: String }
        zh "账户“{name}”到这一步还没有资金转入" => "请检查步骤次序和账户名称";
        en "no money has come into account “{name}” before this step" => "Check the order of steps and the account's name";
    /// A transit account that nothing draws on.
    E169 AccountLeft { name: String }
        zh "过渡账户“{name}”有资金转入，却没有步骤转出" => "请加一步分配，或把账户写成结转、交回、预留等去向";
        en "money comes into transit account “{name}” and no step draws on it" => "Add a step, or make the account terminal";
    /// An account that does not exist.
    E170 UnknownAccount { name: String }
        zh "没有名为“{name}”的账户" => "请写 基金、基金.来源、[[account]]、表.账户，或前面步骤的名称";
        en "there is no account “{name}”" => "Write a fund, FUND.SOURCE, an [[account]], TABLE.ACCOUNT, or an earlier step";
    /// A step that does not exist.
    E171 UnknownStep { name: String }
        zh "前面没有名为“{name}”、到同一张表的步骤" => "请改正名称或次序";
        en "there is no earlier step “{name}” to the same table" => "Correct the name or the order";
    /// A fund that does not exist.
    E172 UnknownFund { name: String }
        zh "没有名为“{name}”的基金" => "请改正";
        en "there is no fund “{name}”" => "Correct it";
    /// Carried over or reserved without a ground.
    E173 GroundNeeded { name: String }
        zh "账户“{name}”是结转或预留，却没有写明依据" => "请写 ground，结转和预留都要有依据";
        en "account “{name}” carries over or reserves without a ground" => "Write ground";

    /// A key that the step has no use for.
    E174 StepKeyUnused { step: String, key: String }
        zh "步骤“{step}”用不到“{key}”" => "请删去，或检查是不是写错了步骤种类";
        en "step “{step}” has no use for “{key}”" => "Remove it, or check what kind of step is meant";

    /// A relation that does not exist, or that leads elsewhere.
    E175 UnknownRelation { name: String, table: String }
        zh "“{table}”没有合用的对应关系“{name}”" => "请改正，或在“{table}”的 relations 中写明";
        en "“{table}” has no relation “{name}” that would do" => "Correct it, or state it in relations of “{table}”";

    /// A parameter without a value.
    E180 ParameterOpen { name: String }
        zh "参数“{name}”没有 value" => "请写 value；如在核定参数表中，请写 places 并在 [scheme] 写明 parameters";
        en "parameter “{name}” has no value" => "Write value, or places and the parameter sheet in [scheme]";
    /// A value that is no decimal.
    E181 ParameterValue { text: String }
        zh "“{text}”不是小数" => "请写成 \"1120000.00\" 的样子；文字请写成 \"text:…\"";
        en "“{text}” is no decimal" => "Write it as \"1120000.00\"; a text as \"text:…\"";
    /// A table with no source or two.
    E182 TableSource { name: String }
        zh "表“{name}”要写明 from（读文件）或 derive（由别的表得出），只写一项" => "请改正";
        en "table “{name}” needs either from or derive" => "Correct it";
    /// The district with rows.
    E183 DistrictRows {}
        zh "“全区”只有一行，不能有 from、derive 和录入列" => "请只写计算列";
        en "全区 has one row and cannot have from, derive or inputs" => "Give it computed columns only";
    /// A table without a key.
    E184 NoKey { name: String }
        zh "表“{name}”没有写明识别号" => "请写 key，用一列或几列区分各行";
        en "table “{name}” has no key" => "Write key: the columns that tell rows apart";
    /// A key, group or relation column that is not text.
    E185 KeyNotText { name: String }
        zh "“{name}”要用来识别、对应或排序，应为文字录入列" => "请把 type 写成 text 或 choice";
        en "“{name}” identifies, relates or orders rows and must be a text input" => "Give it the type text or choice";
    /// A relation whose columns do not pair.
    E186 RelationColumns { name: String, by: usize, on: usize }
        zh "对应关系“{name}”一边 {by} 列，另一边 {on} 列" => "请让 by 和 on（或对方的 key）列数相同";
        en "relation “{name}” has {by} columns on one side and {on} on the other" => "Let by and on (or the other's key) pair";
    /// An input without something it needs.
    E187 InputNeeds { name: String, key: String }
        zh "录入列“{name}”没有写明“{key}”" => "请写明";
        en "input “{name}” does not state “{key}”" => "State it";

    /// An input key that the type has no use for.
    E188 InputKeyUnused { name: String, key: String }
        zh "录入列“{name}”的类型用不到“{key}”" => "请删去，或改正 type";
        en "the type of input “{name}” has no use for “{key}”" => "Remove it, or correct type";
    /// A meaning of no value that the type cannot have.
    E189 InputMeaning { name: String }
        zh "录入列“{name}”的类型不能这样处理空白" => "文字列写 refuse 或 empty，数值列写 refuse、missing 或 zero，日期列写 refuse 或 missing";
        en "the type of input “{name}” cannot take this for no value" => "Text: refuse or empty; figures: refuse, missing or zero; dates: refuse or missing";

    /// A parameter that no formula reads.
    W190 ParameterUnused { name: String }
        zh "参数“{name}”没有被任何公式用到" => "请检查是不是漏写了规则";
        en "no formula reads parameter “{name}”" => "Check whether a rule was forgotten";
    /// A fenced block of a scheme in Markdown that is not closed.
    E191 FenceOpen {}
        zh "这一段规则没有结尾" => "请在规则后面另起一行写三个反引号";
        en "this block of rules has no end" => "Close it with three backquotes on a line of their own";
    /// A band or tier table without rows.
    E192 BandOpen { name: String }
        zh "分档标准表“{name}”没有档次" => "请写明各档，或在 [scheme] 写明 standards 取自哪张表";
        en "band or tier table “{name}” has no rows" => "Write them, or name the sheet of standards in [scheme]";
    /// One value, and values by year.
    E193 ParameterTwoForms { name: String }
        zh "参数“{name}”既写了 value 又写了 values" => "请只写一项";
        en "parameter “{name}” has both value and values" => "Write one of them";
    /// A dated value without a date, or two of one year.
    E194 ParameterDate { name: String }
        zh "参数“{name}”的施行年度写得不对或有重复" => "请写年份，如 2018，或写成 \"2018-09-01\"，每年一个值";
        en "the years of parameter “{name}” are wrong or stand twice" => "Write a year such as 2018, or \"2018-09-01\", one value a year";
    /// No value is in force yet.
    E195 ParameterNotInForce { name: String, year: u16 }
        zh "参数“{name}”在 {year} 年还没有施行的值" => "请补上这一年适用的值";
        en "parameter “{name}” has no value in force in {year}" => "Add the value of that year";
    /// A per cent sign where the number is in hundredths already.
    E197 PercentSign { text: String }
        zh "切块比例“{text}”带有百分号，会再除以一百" => "percent 以百分数计，请只写数字，如 5";
        en "the part “{text}” has a per cent sign and would be divided by a hundred again" => "percent is in hundredths: write the figure alone, such as 5";
    /// A table derived from a derived one.
    E196 DerivedTwice { name: String }
        zh "“{name}”本身是得出的表，不能再由它得出别的表" => "请由读文件的表得出，by 中写全各列";
        en "“{name}” is derived itself, and no table can be derived from it" => "Derive from the table that is read from files, with all columns in by";
    /// A document's column without its table.
    E198 DocumentColumn { name: String }
        zh "“{name}”没有写明是哪张表的列" => "请写成“表.列”，如 \"教职工.岗位类别\"";
        en "“{name}” does not say of which table it is a column" => "Write table and column, such as \"教职工.岗位类别\"";
    /// A document's column of another type.
    E199 DocumentColumnKind { name: String, expected_zh: String, expected_en: String }
        zh "“{name}”应是{expected_zh}" => "请换一列";
        en "“{name}” must be {expected_en}" => "Name another column";
    /// A key that a document has no use for.
    E176 DocumentKeyUnused { kind: String, key: String }
        zh "“{kind}”用不到“{key}”" => "请删去，或写到用得到它的文件下面";
        en "“{kind}” has no use for “{key}”" => "Remove it, or write it under the document that uses it";
    /// A payment of a table whose rows are not paid.
    E177 PaymentTable { name: String }
        zh "“{name}”不是发放对象的表" => "请写有 payee 的表";
        en "the rows of “{name}” are not paid" => "Name a table that has payee";
    /// A layout that is neither built in nor in the office's folder.
    E178 UnknownLayout { name: String }
        zh "没有名为“{name}”的版式" => "请写自带的版式，或把自己的版式放在 版式/{name}.toml";
        en "there is no layout “{name}”" => "Name one that is built in, or put your own into 版式/{name}.toml";
    /// Prizes of students in a payroll.
    E179 PayrollForOthers { table: String, layout: String }
        zh "“{table}”不是教职工，不能用工资版式“{layout}”" => "学生等人员的奖金不是工资，请改用银行代发的版式";
        en "“{table}” are no staff and cannot be paid by the payroll layout “{layout}”" => "What students get is no wage: name a bank's layout";
    /// Nobody knows which of several layouts pays.
    E572 PayingLayout { table: String, layouts: String }
        zh "“{table}”的 [[payment]] 要用 pays 写明按哪一种版式付款，现有：{layouts}" => "请写其中一种；其余的放进“备用格式”，不作付款，免得重复付款";
        en "[[payment]] of “{table}” must say with pays which layout pays; there are: {layouts}" => "Name one of them; the others are kept apart as lists, so that nobody is paid twice";
    /// A text about the payment that a layout's file cannot hold.
    E149 PurposeNotWritable { layout: String, purpose: String }
        zh "用途“{purpose}”写不进版式“{layout}”：含有分隔符或编码里没有的字，或以公式符号开头" => "请改写 purpose";
        en "the purpose “{purpose}” cannot be written in the layout “{layout}”: a separator, a character that the encoding lacks, or a sign that starts a formula" => "Write purpose otherwise";
    /// A layout prints what the payment does not state.
    E158 PaymentNeeds { layout: String, fields: String, keys: String }
        zh "版式“{layout}”要印 {fields}，这里没有写明 {keys}" => "请写明它是哪一列（purpose 写文字）";
        en "the layout “{layout}” prints {fields}, and {keys} is not stated" => "Name the column (purpose is a text)";
    /// A layout prints an item that no step gives.
    E159 LayoutItemUnknown { layout: String, item: String, table: String }
        zh "版式“{layout}”的项目“{item}”不是发给“{table}”的步骤" => "请改正版式里的 item";
        en "the item “{item}” of the layout “{layout}” is no step that pays “{table}”" => "Correct item in the layout";
    /// A code that is not written as the classification writes it.
    E305 CodeForm { text: String, example_zh: String, example_en: String }
        zh "“{text}”不是代码加名称：应为{example_zh}" => "请照《政府收支分类科目》写代码，空一格，再写名称";
        en "“{text}” is no code with its name: {example_en} is expected" => "Write the code of the classification, a space, and its name";
    /// A source that no entry books.
    E306 NotBooked { sources: String }
        zh "这些资金来源没有记账科目：{sources}" => "请在 [accounting] 的 entries 中为每个来源写一行；发给几类人员的，每一类都要有；也发给单位的，要有一行不写 payees";
        en "these sources are not booked: {sources}" => "Give each an entry in [accounting], for every table of payees that it reaches, and one without payees where it is paid to units";
    /// A column of a table that is not one of units.
    E307 NotOfUnits { name: String }
        zh "“{name}”不是发放单位表的列" => "请写 payee 的 unit 所指那张表的列";
        en "“{name}” is no column of the units that pay" => "Name a column of the table that unit of payee leads to";
    /// A source that does not exist.
    E308 UnknownSource { name: String }
        zh "没有名为“{name}”的资金来源" => "请写 基金.来源，或只写基金";
        en "there is no source “{name}”" => "Write FUND.SOURCE, or the fund alone";
    /// A document that a section of the scheme makes.
    E309 DocumentNeeds { kind: String, section: String }
        zh "方案没有 {section}，做不出“{kind}”" => "请写 {section}，或删去这个 [[document]]";
        en "without {section} there is no “{kind}”" => "Write {section}, or remove this [[document]]";
    /// A table whose rows are not paid.
    E310 NotPayees { name: String }
        zh "“{name}”的行不是发放对象" => "请写有 payee 的表";
        en "the rows of “{name}” are not paid" => "Name a table that has payee";
    /// Rates that are not law in the year of the scheme.
    E311 TaxYear { year: u16, from: u16, until: u16, source: String }
        zh "{year} 年没有可用的税率表：所用税率只在 {from} 年至 {until} 年有效（{source}）" => "请在 [tax] 的 rates 写明 {year} 年有效的税率和依据，或改用 method = \"taxable-only\"";
        en "no rates for {year}: these are law from {from} to {until} ({source})" => "State the rates of {year} with their ground in rates of [tax], or use method = \"taxable-only\"";
    /// Rates that do not make a table.
    E312 TaxRates { expected_zh: String, expected_en: String }
        zh "税率表的这一档不对，应为：{expected_zh}" => "请照公布的按月换算税率表改正";
        en "this step of the rates must {expected_en}" => "Correct it by the monthly table as published";
    /// A key that a method has no use for.
    E313 TaxKeyUnused { key: String }
        zh "taxable-only 只列金额，用不到“{key}”" => "请删去，或改用 method = \"year-end\"";
        en "taxable-only lists amounts alone and has no use for “{key}”" => "Remove it, or use method = \"year-end\"";
    /// A column of a table whose pay is not taxed.
    E314 TaxColumn { name: String }
        zh "“{name}”不是 payees 所列各表的列" => "请写计税人员那张表的列";
        en "“{name}” is no column of the tables in payees" => "Name a column of a table whose pay is taxed";
}
