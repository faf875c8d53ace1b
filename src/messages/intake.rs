use super::catalogue::messages;

messages! {
    /// Messages about the office's files.
    enum IntakeMessage;

    // Files.

    /// A file without any bytes, or only blanks.
    E201 EmptyFile {}
        zh "是空文件" => "请重新导出后再报送";
        en "the file is empty" => "Export it again and send it";
    /// A text or CSV file with the name of a workbook.
    E202 IsText {}
        zh "实际是文本文件，不是工作簿" => "请改名为 .csv，或用 Excel、WPS 另存为 xlsx 格式";
        en "this is a text file, not a workbook" => "Name it .csv, or save it as xlsx in Excel or WPS";
    /// A web page with the name of a workbook, as many systems export it.
    E203 IsWebPage {}
        zh "实际是网页格式，不是工作簿" => "请用 Excel 或 WPS 打开，另存为 xlsx 格式后再报送";
        en "this is a web page, not a workbook" => "Open it in Excel or WPS and save it as xlsx";
    /// A workbook in a format of Excel 2 to 4.
    E204 IsOldWorkbook {}
        zh "是 Excel 2.x–4.x 的旧格式" => "请用 Excel 或 WPS 打开，另存为 xlsx 格式后再报送";
        en "this is a workbook in a format of Excel 2 to 4" => "Open it in Excel or WPS and save it as xlsx";
    /// A PDF with the name of a workbook.
    E205 IsPdf {}
        zh "实际是 PDF 文件，不是工作簿" => "请报送原始的工作簿";
        en "this is a PDF file, not a workbook" => "Send the workbook it was made from";
    /// A file of an unknown kind.
    E206 UnknownKind {}
        zh "不是可以读取的工作簿" => "请用 Excel 或 WPS 另存为 xlsx 格式后再报送";
        en "this is not a workbook that can be read" => "Save it as xlsx in Excel or WPS";
    /// A workbook that opens only with a password.
    E207 HasPassword {}
        zh "设有打开密码" => "请去掉密码后另存，再报送";
        en "the workbook is protected by a password" => "Remove the password and save it again";
    /// A workbook that is cut off or damaged.
    E208 Damaged {}
        zh "文件不完整或已损坏，无法读取" => "请用 Excel 或 WPS 打开检查，另存为新文件后再报送";
        en "the file is incomplete or damaged and cannot be read" => "Open it in Excel or WPS, save it as a new file and send it again";
    /// A file larger than the limit.
    E209 FileTooLarge { size: u64, most: u64 }
        zh "文件有 {size} MiB，超过上限 {most} MiB" => "请删去图片和多余的工作表，或拆成几个文件";
        en "the file has {size} MiB, the limit is {most} MiB" => "Remove pictures and sheets that are not needed, or split the file";
    /// A workbook with more parts inside than the limit.
    E210 TooManyParts { count: usize, most: usize }
        zh "文件内部有 {count} 个部件，超过上限 {most} 个" => "请把数据复制到新工作簿后再报送";
        en "the file has {count} parts inside, the limit is {most}" => "Copy the data into a new workbook";
    /// A part of a workbook that grows beyond the limit when it is inflated.
    E211 PartTooLarge { part: String, most: u64 }
        zh "内部部件 {part} 解压后超过上限 {most} MiB" => "请把数据复制到新工作簿后再报送";
        en "the part {part} inflates to more than {most} MiB" => "Copy the data into a new workbook";
    /// A workbook that grows beyond the limit when it is inflated.
    E212 InflatedTooLarge { most: u64 }
        zh "文件解压后合计超过上限 {most} MiB" => "请把数据复制到新工作簿后再报送";
        en "the file inflates to more than {most} MiB in all" => "Copy the data into a new workbook";
    /// Two parts of a workbook with one name: two programs would read two different files.
    E213 PartTwice { part: String }
        zh "文件内部有两个同名部件 {part}" => "请用 Excel 或 WPS 打开，另存为新文件后再报送";
        en "two parts inside the file have the name {part}" => "Open it in Excel or WPS and save it as a new file";
    /// A workbook with more filled cells than the limit.
    E214 TooManyCells { most: usize }
        zh "非空单元格超过上限 {most} 个" => "请拆成几个文件";
        en "more than {most} cells are filled" => "Split the file";
    /// A cell outside the grid of rows and columns.
    E215 OutsideGrid { rows: u32, columns: u32 }
        zh "有单元格超出 {rows} 行、{columns} 列的范围" => "请把数据复制到新工作簿后再报送";
        en "a cell lies outside {rows} rows and {columns} columns" => "Copy the data into a new workbook";
    /// A workbook with more texts, formats or sheets inside than the limit.
    E216 TooManyItems { count: usize, most: usize }
        zh "文件声明了 {count} 个文本、格式或工作表，超过上限 {most} 个" => "请把数据复制到新工作簿后再报送";
        en "the file declares {count} texts, formats or sheets, the limit is {most}" => "Copy the data into a new workbook";
    /// A folder with more files than the limit.
    E217 TooManyFiles { count: usize, most: usize }
        zh "文件夹中至少有 {count} 个文件，超过上限 {most} 个" => "请检查是否选错了文件夹";
        en "the folder has at least {count} files, the limit is {most}" => "Check whether this is the right folder";
    /// A file that cannot be read from the disk.
    E218 Unreadable { reason: String }
        zh "无法读取：{reason}" => "请关闭正在使用它的程序，并检查权限";
        en "cannot be read: {reason}" => "Close the program that uses it and check the permissions";
    /// A link, a device or a folder that is too deep.
    E219 NotAFile {}
        zh "不是普通文件" => "请把文件本身放进文件夹";
        en "this is not an ordinary file" => "Put the file itself into the folder";
    /// The same bytes under two names would count everybody twice.
    E220 SameFileTwice { other: String }
        zh "与“{other}”内容完全相同" => "请只保留一份";
        en "the content is the same as that of “{other}”" => "Keep only one of them";
    /// A file that was named and is not there.
    E288 FileMissing {}
        zh "没有这个文件" => "请核对文件名和所在的文件夹";
        en "there is no such file" => "Check the name and the folder";
    /// Two sheets are to be compared, and no row of one of them reads like a header.
    E289 HeaderUnclear {}
        zh "没有认出表头，两份内容又不完全相同，无法逐行对照" => "请核对表头，各列都要有名称";
        en "no row reads like a header, and the sheets are not alike cell by cell" => "Check the header: each column needs a name";
    /// Two sheets are to be compared, and no column tells their rows apart.
    E290 NoKeyColumn {}
        zh "没有一列在两份中都填全且不重复，无法逐行对照" => "请补全身份证号、工号等能区分各行的列，删去重复的行";
        en "no column is filled and different in every row of both sheets" => "Fill the column that tells rows apart, and remove rows that stand twice";
    /// The column that tells rows apart does not do so in a sheet that is to be compared.
    E296 KeyFails { column: String }
        zh "“{column}”在这一行空白，或与前面的行重复，无法逐行对照" => "请补全，或删去重复的行";
        en "“{column}” is blank here or stands in a row above, so that rows cannot be matched" => "Fill it in, or remove the row that stands twice";

    /// A trial reading that was ended by its limits, or broke down.
    E281 ReaderDied { seconds: u64, memory: u64 }
        zh "试读没有成功：超过 {seconds} 秒、{memory} MiB 的上限，或文件结构损坏" => "请用 Excel 或 WPS 打开检查，另存为 xlsx 格式后再报送";
        en "a trial reading failed: beyond {seconds} seconds or {memory} MiB, or the file is damaged" => "Open it in Excel or WPS and save it as xlsx";
    /// A document type declaration inside: it can make a small file endless.
    E282 HasDtd { part: String }
        zh "内部部件 {part} 含有文档类型声明（DTD）" => "请用 Excel 或 WPS 打开，另存为新文件后再报送";
        en "the part {part} inside holds a document type declaration (DTD)" => "Open it in Excel or WPS and save it as a new file";
    /// A byte that is no character in any encoding that fits the rest.
    E283 BadByte { encoding: String, line: usize, byte: usize }
        zh "第 {line} 行第 {byte} 字节不是 {encoding} 编码的字符" => "请用 Excel 或 WPS 重新导出，编码选 UTF-8";
        en "byte {byte} of line {line} is no character in {encoding}" => "Export it again from Excel or WPS, as UTF-8";
    /// A zero byte in a text file.
    E284 NulInText { line: usize }
        zh "第 {line} 行含有空字符（NUL），文本已损坏" => "请重新导出后再报送";
        en "line {line} holds a NUL character; the text is damaged" => "Export it again and send it";
    /// A quotation mark that opens a field and never closes it.
    E285 QuoteOpen { line: usize }
        zh "第 {line} 行的双引号没有在本列结束，无法分清各列" => "请检查这一行，或用 Excel、WPS 另存为 xlsx 格式";
        en "the quotation mark of line {line} does not close its field; the fields cannot be told apart" => "Check that line, or save it as xlsx in Excel or WPS";
    /// A line of a text file with other than the usual number of fields.
    E286 Ragged { line: u64, fields: usize, usual: usize }
        zh "第 {line} 行有 {fields} 列，其余各行多为 {usual} 列" => "请检查这一行是否多了或少了分隔符";
        en "line {line} has {fields} fields, most others have {usual}" => "Check whether a separator is missing or too many";

    /// Two files of one table that look like copies of each other.
    E287 CopyOfFile { other: String, hashes: String }
        zh "像是“{other}”的另一份（{hashes}）" => "请只保留要用的一份";
        en "this looks like another copy of “{other}” ({hashes})" => "Keep only the one that counts";

    /// A locked file with other bytes.
    E293 LockedChanged {}
        zh "已锁定，内容却与锁定时不同" => "请恢复锁定时的文件；确需更改的，用更正单";
        en "it is locked, but not what it was when it was locked" => "Put the locked file back; use a correction where it must change";
    /// A locked file that is gone.
    E294 LockedGone {}
        zh "已锁定，文件却不在了" => "请放回锁定时的文件";
        en "it is locked, but not there" => "Put the locked file back";
    /// A word under 锁定 that is neither yes nor no.
    E297 LockWord { word: String }
        zh "报送登记的“锁定”只能填“是”或“否”，不能填“{word}”" => "请改正";
        en "under 锁定 the register may say 是 or 否, not “{word}”" => "Correct it";
    /// The table of those who send has no such column of texts.
    E295 NoUnits { table: String, column: String }
        zh "every 所指的“{table}”没有文本列“{column}”" => "请写一个读文件的表和它的文本列";
        en "“{table}”, which every names, has no column of texts “{column}”" => "Name a table read from files and a column of texts";

    // Tables and sheets.

    /// A total in the file is not the sum of the rows.
    E236 TotalDiffers { total: String, ours: String }
        zh "合计为 {total}，按明细相加为 {ours}" => "请核对是否漏行或改动，改正后再报送";
        en "the total says {total}, the rows add up to {ours}" => "Check for missing rows or later changes, and correct it";
    /// A sheet whose last possible row is filled.
    E237 LastRowFilled { rows: u32 }
        zh "数据到了 {rows} 行的上限，后面的行可能已丢失" => "请另存为 xlsx 格式，或分几张工作表报送";
        en "the data reach the last of {rows} rows, and more may be lost" => "Save it as xlsx, or send several sheets";
    /// Two sheets with one name.
    E238 SheetTwice { sheet: String }
        zh "有两张工作表都叫“{sheet}”" => "请改名，只留一张";
        en "two sheets have the name “{sheet}”" => "Rename one of them";

    /// No file fits the pattern of a table.
    E221 NoFile { table: String, pattern: String }
        zh "“{table}”没有找到文件“{pattern}”" => "请把文件放进文件夹，或核对方案中的文件名";
        en "no file “{pattern}” for “{table}”" => "Put the file into the folder, or check the file name in the scheme";
    /// A workbook without any of the sheets that a table is read from.
    E222 NoSheet { table: String, wanted: String, present: String }
        zh "没有“{table}”所需的工作表“{wanted}”，现有：{present}" => "请改正工作表名称，或核对方案";
        en "no sheet “{wanted}” for “{table}”; there are: {present}" => "Correct the sheet's name, or check the scheme";
    /// No row looks like the header.
    E223 NoHeader { rows: usize, wanted: String }
        zh "前 {rows} 行中没有找到表头，需要的列有：{wanted}" => "请核对表头文字";
        en "no header in the first {rows} rows; the columns needed are: {wanted}" => "Check the header's texts";
    /// A column that the scheme needs is not there.
    E224 NoColumn { column: String }
        zh "没有“{column}”列" => "请补上这一列，或在方案中写明它的别名";
        en "there is no column “{column}”" => "Add the column, or give its other name in the scheme";
    /// Two columns fit one name.
    E225 TwoColumns { column: String, letters: String }
        zh "有两列以上可作为“{column}”：{letters}" => "请改名或删去多余的列，或在方案中写明“组/列”";
        en "several columns could be “{column}”: {letters}" => "Rename or remove the others, or write “group/column” in the scheme";
    /// The unit in the header is not the unit in the scheme.
    E226 OtherUnit { header: String, unit: String }
        zh "表头“{header}”与方案的单位“{unit}”不一致" => "请统一单位后再报送";
        en "the header “{header}” does not agree with the unit “{unit}” of the scheme" => "Make the units agree";
    /// No column of a wide sheet is there, or one that is there is misspelt.
    E227 NoWideColumn { header: String }
        zh "没有“{header}”列" => "请改正表头，或核对方案中的列名";
        en "there is no column “{header}”" => "Correct the header, or check the names in the scheme";
    /// A line such as 填报单位 is not there.
    E228 NoLabel { label: String }
        zh "表头上方没有填写“{label}”" => "请在表头上方填写“{label}：…”";
        en "“{label}” is not filled in above the header" => "Write “{label}：…” above the header";
    /// A line such as 填报单位 is there twice with different texts.
    E229 TwoLabels { label: String, first: String, second: String }
        zh "表头上方的“{label}”有两个内容：“{first}”和“{second}”" => "请只保留一个";
        en "“{label}” above the header says both “{first}” and “{second}”" => "Keep only one";
    /// One cell is written twice in the file.
    E230 CellTwice {}
        zh "文件中这个单元格出现两次" => "请用 Excel 或 WPS 打开，另存为新文件后再报送";
        en "the file holds this cell twice" => "Open it in Excel or WPS and save it as a new file";
    /// A filled cell far below the data.
    E231 StrayRow { gap: u32 }
        zh "与上方数据相隔 {gap} 个空行，仍有内容" => "请删去多余内容，或把数据连续填写";
        en "is filled after {gap} blank rows" => "Remove what is not needed, or close the gap";
    /// An empty cell that a merged region covers.
    E232 MergedBlank { region: String }
        zh "在合并单元格 {region} 之中，没有自己的内容" => "请取消合并，逐行填写";
        en "lies in the merged region {region} and holds nothing of its own" => "Unmerge and fill in each row";
    /// A value that a merged region hides.
    E233 HiddenByMerge { region: String }
        zh "合并单元格 {region} 之下藏有内容" => "请取消合并，核对后逐行填写";
        en "the merged region {region} hides a value here" => "Unmerge, check and fill in each row";
    /// Two rows with one key.
    E234 SameKey { table: String, key: String, other: String }
        zh "“{table}”中“{key}”重复，另一处在 {other}" => "请删去多余的一行，或改正识别号";
        en "“{key}” of “{table}” is there twice, also at {other}" => "Remove one of the rows, or correct the key";
    /// More keys are there twice than are listed.
    E235 MoreSameKeys { table: String, count: usize }
        zh "“{table}”另有 {count} 行识别号重复，未逐一列出" => "请核对方案中的识别号是否足以区分各行";
        en "“{table}” has {count} more rows with a key that is there twice" => "Check whether the key of the scheme tells rows apart";

    // Cells.

    /// An error value such as #DIV/0!.
    E240 ErrorValue { error: String }
        zh "公式结果是错误值 {error}" => "请改正公式或直接填写数值";
        en "the formula gives the error {error}" => "Correct the formula or type the value";
    /// A formula whose result was never stored.
    E241 NotCalculated {}
        zh "公式尚未计算" => "请用 Excel 或 WPS 打开并保存一次";
        en "the formula was never calculated" => "Open the file in Excel or WPS and save it once";
    /// An empty cell in a column that must be filled.
    E242 Blank {}
        zh "为空" => "请填写";
        en "the cell is empty" => "Fill it in";
    /// A text in a column of numbers.
    E243 NotANumber { text: String }
        zh "“{text}”不是数" => "请填写数值";
        en "“{text}” is not a number" => "Write a number";
    /// More decimals than the column has.
    E244 TooManyPlaces { text: String, places: u32 }
        zh "{text} 的小数多于 {places} 位" => "请先按规定保留 {places} 位小数";
        en "{text} has more than {places} decimals" => "Round it to {places} decimals first, by the rule that applies";
    /// A number too large to be kept exactly.
    E245 TooLarge { text: String }
        zh "{text} 太大" => "请核对数值和单位";
        en "{text} is too large" => "Check the value and its unit";
    /// Below the least allowed value.
    E246 BelowLeast { text: String, least: String }
        zh "{text} 小于下限 {least}" => "请核对";
        en "{text} is below the least value {least}" => "Check it";
    /// Above the largest allowed value.
    E247 AboveMost { text: String, most: String }
        zh "{text} 大于上限 {most}" => "请核对";
        en "{text} is above the largest value {most}" => "Check it";
    /// A count below zero.
    E248 NegativeCount { text: String }
        zh "{text} 小于零" => "数量不能为负，请核对";
        en "{text} is below zero" => "A count cannot be negative; check it";
    /// A date where a number or a text is expected: Excel turns 3/5 into one.
    E249 IsADate { text: String }
        zh "是日期 {text}" => "请把单元格格式改为常规或文本，重新填写";
        en "is the date {text}" => "Format the cell as general or text and write it again";
    /// A text or number that is no date.
    E250 NotADate { text: String }
        zh "“{text}”不是可以辨认的日期" => "请写成 2018-09-01 的样式";
        en "“{text}” is not a date that can be read" => "Write it like 2018-09-01";
    /// A day that the calendar does not have.
    E251 NoSuchDay { text: String }
        zh "没有“{text}”这一天" => "请核对日期";
        en "there is no day “{text}”" => "Check the date";
    /// A word that is not one of the listed ones.
    E252 NotListed { text: String, values: String }
        zh "“{text}”不在可填内容之中：{values}" => "请按所列内容填写";
        en "“{text}” is not one of: {values}" => "Write one of these";
    /// A control character, or one that turns the writing direction.
    E253 BadCharacter { code: String }
        zh "含有不可见的控制字符 {code}" => "请删去整格内容，重新键入";
        en "holds the invisible control character {code}" => "Clear the cell and type it again";
    /// An identity number kept as a number has lost its last digits.
    E254 IdAsNumber {}
        zh "身份证号存成了数值，末几位已丢失" => "请把单元格格式改为文本，按原件重新填写";
        en "the identity number is stored as a number; its last digits are lost" => "Format the cell as text and write it again from the document";
    /// An identity number that does not have 18 characters.
    E255 IdLength { id: String, length: usize }
        zh "身份证号“{id}”是 {length} 位，应为 18 位" => "请按原件核对";
        en "the identity number “{id}” has {length} characters, not 18" => "Check it against the document";
    /// An identity number whose check digit or birth date is wrong (GB 11643).
    E256 IdWrong { id: String }
        zh "身份证号“{id}”的校验位或出生日期不对" => "请按原件核对";
        en "the check digit or the birth date of “{id}” is wrong" => "Check it against the document";
    /// A layout's file that cannot be read.
    E264 LayoutSyntax { detail_zh: String, detail_en: String }
        zh "版式文件读不懂：{detail_zh}" => "请照自带的版式改正这一处";
        en "the layout cannot be read: {detail_en}" => "Correct this place after the layouts that are built in";
    /// A key of a layout that its kind of file has no use for.
    E265 LayoutKeyUnused { key: String }
        zh "这种版式用不到“{key}”" => "请删去，或改正 form、by";
        en "this layout has no use for “{key}”" => "Remove it, or correct form or by";
    /// A key that a layout needs.
    E266 LayoutNeeds { key: String }
        zh "这种版式要写明“{key}”" => "请按银行或工资系统的要求写明，程序不替单位选择";
        en "this layout needs “{key}”" => "State what the bank or payroll system asks for: the program does not choose";
    /// A column of a layout that says nothing, or two things.
    E267 LayoutColumnForm { number: usize }
        zh "第 {number} 列要在 field、item、fixed 中写且只写一项" => "请改正这一列";
        en "column {number} needs exactly one of field, item and fixed" => "Correct the column";
    /// A layout of the office with the name of one that is built in.
    E268 LayoutBuiltIn { name: String }
        zh "“{name}”是自带版式的名称" => "请给自己的版式另起名称，并改方案里的 layouts";
        en "“{name}” is the name of a layout that is built in" => "Give your own another name, and change layouts in the scheme";
    /// A layout without a field that nobody can be paid without.
    E278 LayoutLacks { fields: String }
        zh "版式里没有“{fields}”这一列（写了几种的，有一种就可以）" => "请补上，没有它付不了款";
        en "the layout has no column “{fields}” (one of them will do)" => "Add it: nobody can be paid without it";
    /// Something in braces that cannot be filled in.
    E279 LayoutBlanks { text: String, known: String }
        zh "“{text}”里花括号的写法不对，可写 {known}" => "请改正";
        en "the braces in “{text}” cannot be filled in; known are {known}" => "Correct them";
    /// A file name that does not fit its form.
    E280 LayoutFileName { name: String }
        zh "文件名“{name}”的扩展名与 form 不符，或含有斜线" => "工作簿写 .xlsx，文本写 .txt、.csv 等，不写文件夹";
        en "the ending of “{name}” does not fit the form, or it holds a slash" => "Write .xlsx for a workbook, .txt or .csv for a text, and no folder";
    /// A text of the layout itself that its file cannot hold.
    E298 LayoutText { text: String, why_zh: String, why_en: String }
        zh "版式里的文字“{text}”{why_zh}" => "请改写";
        en "the layout's own text “{text}” {why_en}" => "Write something else";
    /// Per cents written in two ways in one column.
    E257 MixedPercent { other: String }
        zh "百分数的写法与 {other} 不一致：一个带百分号，一个不带" => "请在这一列统一写法";
        en "the per cent is not written as in {other}: one has the sign, one has not" => "Write the whole column in one way";
    /// A per cent in a column of plain numbers.
    E258 PercentInNumber { text: String }
        zh "{text} 是百分数，而方案把这一列定为数" => "请改为数值，或在方案中把这一列定为百分数";
        en "{text} is a per cent, but the scheme makes this a column of numbers" => "Write a number, or make the column a per cent in the scheme";
    /// A long number in a column of texts has lost its last digits.
    E259 DigitsLost {}
        zh "超过 15 位的号码存成了数值，末几位已丢失" => "请把单元格格式改为文本，按原件重新填写";
        en "a number of more than 15 digits has lost its last digits" => "Format the cell as text and write it again";
    /// 缺考 or 免考 in a column where the scheme refuses it.
    E260 MarkRefused { mark: String }
        zh "方案规定这一列不得填“{mark}”" => "请核对";
        en "the scheme does not allow “{mark}” in this column" => "Check it";
    /// TRUE or FALSE in a column of texts or dates.
    E261 IsAFlag { text: String }
        zh "是逻辑值 {text}" => "请按这一列的要求填写";
        en "is the logical value {text}" => "Write what the column asks for";
    /// A text longer than a cell can hold.
    E262 TextTooLong { length: usize, most: usize }
        zh "有 {length} 个字，超过上限 {most}" => "请删减";
        en "has {length} characters, the limit is {most}" => "Shorten it";
    /// A code of another length than the scheme states.
    E263 OtherWidth { text: String, length: usize, width: usize }
        zh "“{text}”是 {length} 位，应为 {width} 位" => "请核对，前面的 0 可能丢失；把单元格格式改为文本后重填";
        en "“{text}” has {length} characters, not {width}" => "Check it, leading zeros may be lost; format the cell as text and write it again";
    /// More findings of one column than are listed.
    E269 MoreFindings { count: usize, column: String }
        zh "“{column}”列另有 {count} 处问题，未逐一列出" => "请先改正已列出的问题";
        en "“{column}” has {count} more problems that are not listed" => "Correct those listed first";

    // Parameters.

    /// A parameter of the scheme is not on the parameter sheet.
    E270 NoParameter { name: String }
        zh "参数表中没有“{name}”" => "请补上这一行";
        en "the parameter sheet has no “{name}”" => "Add the row";
    /// A parameter is there twice.
    E271 ParameterTwice { name: String, other: String }
        zh "参数“{name}”重复，另一处在 {other}" => "请只保留一行";
        en "the parameter “{name}” is there twice, also at {other}" => "Keep only one row";
    /// Several files fit the pattern of the parameter sheet.
    E272 SeveralParameterFiles { files: String }
        zh "有几个文件都可作为参数表：{files}" => "请只保留一个";
        en "several files could be the parameter sheet: {files}" => "Keep only one";
    /// A band or tier table of the scheme is not on the sheet of standards.
    E273 NoStandard { name: String }
        zh "分档标准表的工作表中没有“{name}”" => "请补上这张表的各档";
        en "the sheet of standards has no “{name}”" => "Add its rows";
    /// The date from which a parameter is in force cannot be read.
    E274 InForceUnclear { name: String }
        zh "参数“{name}”的施行日期看不明白" => "请写成日期，如 2018-09-01，或只写年份";
        en "the date from which parameter “{name}” is in force is unclear" => "Write a date such as 2018-09-01, or the year alone";
    /// No value of a parameter is in force yet.
    E275 NotInForce { name: String, year: u16 }
        zh "参数“{name}”在 {year} 年还没有施行的值" => "请补上这一年适用的一行";
        en "parameter “{name}” has no value in force in {year}" => "Add the row of that year";
    /// Filled columns that no input takes, in a sheet that may hold listed columns only.
    E276 UnlistedColumns { columns: String }
        zh "有方案没有列出的项目：{columns}" => "请删去这些列，或在方案中列出";
        en "there are items that the scheme does not list: {columns}" => "Remove these columns, or list them in the scheme";

    /// The unit of a parameter is another on the sheet.
    E277 ParameterUnit { name: String, unit: String, other: String }
        zh "参数“{name}”的单位在参数表中是“{unit}”，在方案中是“{other}”" => "请核对数值，统一单位";
        en "the unit of parameter “{name}” is “{unit}” on the sheet and “{other}” in the scheme" => "Check the value and make the units agree";

    // Decisions.

    /// A decision without its ground, or without who made it.
    E291 DecisionIncomplete { column: String }
        zh "这项决定没有填“{column}”" => "请补填";
        en "“{column}” of this decision is not filled in" => "Fill it in";
    /// An answer that is none of the options.
    E292 AnswerUnknown { answer: String, values: String }
        zh "答复“{answer}”不在可选之列：{values}" => "请按可选答复填写";
        en "the answer “{answer}” is none of: {values}" => "Write one of these";

    // Questions.

    /// Hidden rows with data.
    Q204 HiddenRows { count: usize, first: String }
        zh "有 {count} 个隐藏行（如 {first} 行），读不读入，方案没有规定" => "请在方案的 from 中写 hidden，或在决定表中答复";
        en "{count} rows are hidden (such as row {first}); the scheme does not say whether they count" => "State hidden in the scheme's from, or answer in the table of decisions";
    /// Hidden columns that the scheme needs.
    Q205 HiddenColumns { columns: String }
        zh "需要的列有隐藏的：{columns}，读不读入，方案没有规定" => "请在方案的 from 中写 hidden，或在决定表中答复";
        en "columns that are needed are hidden: {columns}; the scheme does not say whether they count" => "State hidden in the scheme's from, or answer in the table of decisions";
    /// Several sheets, and the scheme names none.
    Q206 SeveralSheets { table: String, sheets: String }
        zh "“{table}”没有写明读哪张工作表，现有：{sheets}" => "请在方案的 from 中写 sheet，或在决定表中答复";
        en "the scheme does not say which sheet “{table}” is read from; there are: {sheets}" => "State sheet in the scheme's from, or answer in the table of decisions";

    /// 缺考 or 免考 where the scheme does not say what it means.
    Q201 MarkUndecided { mark: String }
        zh "“{mark}”如何计算，方案没有规定" => "请在方案中写明这一列的 absent（缺考）或 exempt（免考）";
        en "the scheme does not say what “{mark}” means" => "State absent or exempt for this column in the scheme";
    /// A word or a dash in place of a number.
    Q202 WordUndecided { word: String }
        zh "“{word}”代表什么，方案没有规定" => "请填写数值；确实没有数值的，请留空";
        en "the scheme does not say what “{word}” stands for" => "Write a number; leave the cell empty where there is none";
    /// A bare number in a column of per cents whose header does not say per cent.
    Q203 PercentUnclear { text: String }
        zh "{text} 没有百分号，表头也没有“（%）”，无法确定是百分之几还是比值" => "请写成 85% 的样式，或在表头注明“（%）”";
        en "{text} has no per cent sign, nor has the header: a per cent or a ratio?" => "Write it like 85%, or put （%） into the header";

    /// A unit that has not sent its part.
    Q207 NotReported { unit: String, table: String }
        zh "“{unit}”没有报送“{table}”" => "请催报；不用报的，在决定表中答复“免报”并写明依据";
        en "“{unit}” has not sent “{table}”" => "Ask for it; where it is excused, say so with the ground in the table of decisions";
    /// An account of two people.
    Q571 AccountTwice { account: String, who: String }
        zh "账号“{account}”同时是 {who} 的" => "请核对改正；确属共用的，在决定表中答复“照付”并写明依据";
        en "the account “{account}” is that of {who} alike" => "Check and correct it; where they do share it, answer 照付 with the ground in the table of decisions";
    /// A text that two encodings read differently.
    Q208 EncodingUnclear { one: String, other: String }
        zh "编码无法确定：按 UTF-8 是“{one}”，按 GB18030 是“{other}”" => "请用 Excel 或 WPS 另存为 xlsx 或带 BOM 的 UTF-8";
        en "the encoding is unclear: in UTF-8 it says “{one}”, in GB18030 “{other}”" => "Save it as xlsx or as UTF-8 with a mark in Excel or WPS";

    // Warnings.

    /// A lock file shows that a workbook is open.
    W201 OpenElsewhere {}
        zh "对应的工作簿可能正被打开，尚未保存的修改不会读到" => "请保存并关闭后重新运行";
        en "the workbook may be open; changes that are not saved are not read" => "Save and close it, then run again";
    /// Blanks inside names.
    W203 InnerBlank { text: String, count: usize }
        zh "“{text}”等 {count} 处中间有空格，已照原样读入" => "请核对是否与其他表一致";
        en "“{text}” and others, {count} in all, hold blanks inside; they are read as they are" => "Check that they agree with other tables";
    /// The sheet that the scheme names is hidden.
    W205 HiddenSheet {}
        zh "是隐藏的工作表，已读入" => "请取消隐藏后核对";
        en "the sheet is hidden; it is read" => "Show it and check";
    /// Files that no table is read from.
    W206 UnusedFiles { count: usize, files: String }
        zh "有 {count} 个文件没有用到：{files}" => "请核对文件名，无关文件请移出";
        en "{count} files are not used: {files}" => "Check their names, or take them out";
    /// A column that may be blank is not there at all.
    W207 NoColumnBlank { column: String }
        zh "没有“{column}”列，全部按空白处理" => "请核对表头";
        en "there is no column “{column}”; all of it counts as blank" => "Check the header";
    /// A filled row after blank rows.
    W208 AfterGap { gap: u32 }
        zh "在 {gap} 个空行之后，已照常读入" => "请核对是否属于本表";
        en "comes after {gap} blank rows; it is read" => "Check that it belongs to the table";
    /// A header without rows.
    W209 NoRows {}
        zh "表头之下没有数据行" => "确无数据的，可以不理会";
        en "there are no rows below the header" => "Nothing to do if there is nothing to report";
    /// A character of a private area.
    W210 PrivateCharacter { text: String }
        zh "“{text}”含有造字区的字，换一台电脑可能显示不同" => "请改用标准汉字";
        en "“{text}” holds a character of a private area, which other computers show differently" => "Use a standard character";
    /// The name's ending does not say what the file is.
    W211 OtherEnding { format: String }
        zh "内容是 {format} 格式，与文件名的后缀不符，已按内容读入" => "请改正文件名";
        en "the content is {format}, which the name does not say; it is read" => "Correct the name";
    /// Macros or links to other files: only values are read.
    W216 ActiveContent {}
        zh "含有宏或指向其他文件的链接，只读取数值，不运行" => "请核对数值是否为最新";
        en "it holds macros or links to other files; only values are read, nothing is run" => "Check that the values are up to date";
    /// A column of a wide sheet is not there.
    W212 WideColumnsAbsent { headers: String }
        zh "没有这些列：{headers}" => "确实不开设的，可以不理会";
        en "these columns are not there: {headers}" => "Nothing to do if they do not apply";
    /// A decision that was used.
    W218 Decided { code: String, answer: String, ground: String, by: String }
        zh "疑点 {code} 按决定“{answer}”处理（依据 {ground}，{by}）" => "已记入批次";
        en "question {code} is settled by the decision “{answer}” (ground {ground}, {by})" => "It is part of the batch's record";
    /// A decision on a question that was not asked.
    W219 AnswerUnused { code: String }
        zh "没有遇到这个疑点（{code}），决定没有用到" => "请核对，不用的请删去";
        en "this question ({code}) did not come up; the decision is not used" => "Check it, or take it out";
    /// Formulas are computed only when asked.
    W220 ManualCalculation {}
        zh "工作簿设为手动重算，公式结果可能不是最新" => "请按 F9 重算并保存后核对";
        en "the workbook recalculates only when asked; its results may be out of date" => "Press F9, save and check";
    /// Codes of digits that have different lengths.
    W221 CodeLengths { text: String, count: usize, usual: usize }
        zh "“{text}”等 {count} 个号码的位数与其余（{usual} 位）不同" => "请核对，前面的 0 可能丢失；位数固定的请在方案中写 width";
        en "“{text}” and others, {count} in all, have another length than the rest ({usual})" => "Leading zeros may be lost; state width in the scheme where the length is fixed";
    /// A wrong check digit in a column that tells nobody apart.
    W222 IdDoubtful { id: String }
        zh "身份证号“{id}”的校验位或出生日期不对，已照原样读入" => "请按原件核对";
        en "the check digit or the birth date of “{id}” is wrong; it is read as it is" => "Check it against the document";
    /// Bare figures under a header that says per cent, none above one.
    W223 PerCentsBelowOne { text: String, count: usize }
        zh "这一列 {count} 个数都不大于 1，按表头“（%）”读作 {text}% 等" => "如果是比值（如 0.98 表示 98%），请改写成百分数";
        en "none of the {count} figures of this column is above 1; by the header’s （%） they are read as {text}% and so on" => "If they are ratios (0.98 for 98%), write them as per cents";
    /// Rows of the parameter sheet that the scheme does not take.
    W215 ParameterRows { names: String }
        zh "方案没有取用参数表的这些行：{names}" => "请核对名称；方案里已写 value 的，以方案为准";
        en "the scheme does not take these rows of the parameter sheet: {names}" => "Check the names; a value written in the scheme goes before the sheet";
    /// The article of a parameter is another on the sheet.
    W217 ParameterClause { name: String, clause: String, other: String }
        zh "参数“{name}”的依据在参数表中是“{clause}”，在方案中是“{other}”" => "请核对是哪一条；印出的是方案所写";
        en "the article of parameter “{name}” is “{clause}” on the sheet and “{other}” in the scheme" => "Check which one it is; what the scheme says is printed";
    /// Rows that look like averages stand among the data.
    W214 AverageAmong { count: usize, first: String }
        zh "有 {count} 行按平均行没有读入（如 {first} 行），其后还有数据" => "请核对；如果是数据，请在方案该列的 values 中列出这些名称";
        en "{count} rows that look like averages are not read (such as row {first}), and data follow" => "Check them; where they are data, list their names in the column's values";
    /// A row of the sheet of standards that the scheme has no table for.
    W213 StandardUnknown { name: String }
        zh "方案没有名为“{name}”的分档标准" => "请核对名称，不用的请删去";
        en "the scheme has no band or tier table “{name}”" => "Check the name, or take the row out";
}
