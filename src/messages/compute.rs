use super::catalogue::messages;

messages! {
    /// Messages about the result of a computation.
    enum ComputeMessage;
    /// A formula divides by zero in a row.
    E401 DivideByZero { table: String, row: String, column: String }
        zh "{table}“{row}”的“{column}”除以零" => "请在公式中用 IF 先判断除数";
        en "“{column}” of {table} “{row}” divides by zero" => "Test the divisor with IF in the formula";
}
