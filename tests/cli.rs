//! The program as a user runs it.
mod support;

use std::fs;
use support::tiny::tiny;
use support::{SAMPLE, code, fenpei, files, only_batch, sample_batch, stderr, stdout, text};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

#[test]
fn the_summary_says_where_the_money_of_each_source_ended() {
    let batch = sample_batch();
    let place = text(&batch.folder);
    insta::assert_snapshot!("summary_zh", stdout(&batch.output).replace(&place, "BATCH"));
}

#[test]
fn the_readme_shows_figures_of_this_summary() {
    let told = stdout(&sample_batch().output);
    let readme = fs::read_to_string("README.md").expect("there");
    let figures: Vec<&str> = readme
        .lines()
        .filter(|line| ["  来源额", "  发放", "  扣发"].iter().any(|head| line.starts_with(head)))
        .collect();
    assert_eq!(figures.len(), 3);
    for line in figures {
        assert!(told.lines().any(|other| other == line), "{line} is not in\n{told}");
    }
}

#[test]
fn the_summary_is_there_in_english() {
    let dir = tiny();
    let output = fenpei(&["check", &text(dir.path()), "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told = stdout(&output);
    // The batch is named after the content, and its size may change with the library that compresses it.
    let place = told.find(&text(dir.path())).expect("the place");
    insta::assert_snapshot!("check_en", told[..place]);
    let left: Vec<String> = files(dir.path()).into_iter().map(|(name, _)| name).collect();
    assert!(left.iter().all(|name| !name.contains("manifest.json")), "a check writes no batch: {left:?}");
}

#[test]
fn a_batch_holds_every_document_and_every_input_as_received() {
    let written = files(&sample_batch().folder);
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    for wanted in [
        "manifest.json",
        "核算底稿.xlsx",
        "资金台账.xlsx",
        "资金台账.beancount",
        "发放明细/教职工/目录.xlsx",
        "发放明细/优秀学生/目录.xlsx",
    ] {
        assert!(names.contains(&wanted), "{wanted} is not in {names:?}");
    }
    for (name, bytes) in files(SAMPLE.as_ref()).iter().filter(|(name, _)| !name.starts_with("结果/")) {
        let copy = written.iter().find(|(copy, _)| *copy == format!("输入/{name}"));
        assert_eq!(copy.map(|(_, bytes)| bytes), Some(bytes), "{name}");
    }
}

#[test]
fn the_manifest_lists_every_document_with_its_hash_and_no_path_of_the_machine() {
    let batch = sample_batch();
    let manifest = fs::read_to_string(batch.folder.join("manifest.json")).expect("there");
    assert!(!manifest.contains(&text(batch.out.path())) && !manifest.contains(env!("CARGO_MANIFEST_DIR")));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let listed: Vec<&serde_json::Value> =
        ["inputs", "documents"].iter().flat_map(|key| manifest[key].as_array().expect("a list")).collect();
    for (name, bytes) in files(&batch.folder) {
        let name = name.strip_prefix("输入/").unwrap_or(&name);
        if ["manifest.json", "scheme.toml"].contains(&name) {
            continue;
        }
        let entry = listed.iter().find(|entry| entry["path"] == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(entry["bytes"], bytes.len(), "{name}");
        assert_eq!(entry["sha256"], sha256(&bytes), "{name}");
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_second_run_finds_the_same_batch_and_leaves_it_alone() {
    let dir = tiny();
    let first = fenpei(&["run", &text(dir.path())]);
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    let batch = only_batch(&dir.path().join("结果"));
    let before = files(&batch);
    let again = fenpei(&["run", &text(dir.path())]);
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    assert!(stdout(&again).contains("逐字节相同"), "{}", stdout(&again));
    assert_eq!(only_batch(&dir.path().join("结果")), batch);
    assert!(files(&batch) == before);
}

#[test]
fn the_same_inputs_give_the_same_bytes_anywhere() {
    let batch = sample_batch();
    // The batch's own copies of the inputs, from another folder to another folder.
    let out = folder();
    let inputs = text(&batch.folder.join("输入"));
    let output = fenpei(&["run", &inputs, "--out", &text(out.path()), "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let (ours, theirs) = (files(&batch.folder), files(&only_batch(out.path())));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&ours), names(&theirs));
    let differing: Vec<&String> = ours.iter().zip(&theirs).filter(|(a, b)| a != b).map(|(a, _)| &a.0).collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(batch.folder.file_name(), only_batch(out.path()).file_name());
}

#[test]
fn a_batch_that_was_changed_is_told_and_not_overwritten() {
    let dir = tiny();
    assert_eq!(code(&fenpei(&["run", &text(dir.path())])), 0);
    let ledger = only_batch(&dir.path().join("结果")).join("资金台账.beancount");
    fs::write(&ledger, "changed").expect("written");
    let output = fenpei(&["run", &text(dir.path())]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert!(stderr(&output).contains("E511") && stderr(&output).contains("资金台账.beancount"), "{}", stderr(&output));
    assert_eq!(fs::read(&ledger).expect("there"), b"changed");
}

#[test]
fn a_folder_without_manifest_is_no_batch() {
    let dir = tiny();
    assert_eq!(code(&fenpei(&["run", &text(dir.path())])), 0);
    let manifest = only_batch(&dir.path().join("结果")).join("manifest.json");
    fs::remove_file(manifest).expect("removed");
    let output = fenpei(&["run", &text(dir.path())]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("E512"), "{}", stderr(&output));
}

#[test]
fn names_from_files_are_made_safe() {
    let dir = tiny();
    assert_eq!(code(&fenpei(&["run", &text(dir.path())])), 0);
    let sheets = files(&only_batch(&dir.path().join("结果")).join("发放明细"));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["_CON.xlsx", "_con(2).xlsx", "一_二小学.xlsx", "目录.xlsx"]);
}

#[test]
fn what_a_dead_run_left_is_swept() {
    let out = folder();
    let left = out.path().join(".tmp-fenpei-dead/发放明细");
    fs::create_dir_all(&left).expect("made");
    fs::write(left.join("甲.xlsx"), "half").expect("written");
    // The scheme is found wrong only after the output was opened.
    let dir = folder();
    fs::write(dir.path().join("scheme.toml"), "[schem]\n").expect("written");
    let output = fenpei(&["run", &text(dir.path()), "--out", &text(out.path())]);
    assert_eq!(code(&output), 1);
    let names: Vec<String> = files(out.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [".fenpei.lock"]);
    assert!(!out.path().join(".tmp-fenpei-dead").exists());
}

#[test]
fn a_wrong_scheme_stops_with_its_place() {
    let dir = folder();
    let scheme = fs::read_to_string(format!("{SAMPLE}/scheme.toml")).expect("there");
    fs::write(dir.path().join("scheme.toml"), scheme.replace("IFMISSING", "IFMISING")).expect("written");
    for command in ["check", "run"] {
        let output = fenpei(&[command, &text(dir.path())]);
        assert_eq!(code(&output), 1);
        assert!(stdout(&output).is_empty());
        let told = stderr(&output);
        assert!(told.contains("scheme.toml:") && told.contains("IFMISING") && told.contains(" 错误，"), "{told}");
    }
    let left: Vec<String> = files(&dir.path().join("结果")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        left,
        [".fenpei.lock", "核对/.fenpei", "核对/报送登记.xlsx", "核对/问题清单.xlsx"],
        "the findings, and no batch"
    );
}

#[test]
fn missing_files_are_told_all_at_once() {
    let dir = folder();
    fs::copy(format!("{SAMPLE}/scheme.toml"), dir.path().join("scheme.toml")).expect("copied");
    let output = fenpei(&["check", &text(dir.path())]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).lines().count() <= 202, "{}", stderr(&output));
    assert!(stderr(&output).matches("错误[E").count() > 5, "{}", stderr(&output));
}

#[test]
fn a_missing_folder_and_a_folder_without_scheme_are_different_things() {
    let dir = folder();
    let missing = fenpei(&["run", &text(&dir.path().join("没有"))]);
    assert_eq!((code(&missing), stderr(&missing).contains("E501")), (2, true), "{}", stderr(&missing));
    let empty = fenpei(&["run", &text(dir.path())]);
    assert_eq!((code(&empty), stderr(&empty).contains("E502")), (1, true), "{}", stderr(&empty));
    assert_eq!(files(dir.path()).len(), 0, "a folder without scheme is left as it was");
}

#[test]
fn a_scheme_in_another_encoding_says_so() {
    let dir = folder();
    // “[scheme]\nname = ”分配 in GBK.
    fs::write(dir.path().join("scheme.toml"), b"[scheme]\nname = \"\xb7\xd6\xc5\xe4\"\n").expect("written");
    let output = fenpei(&["check", &text(dir.path())]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("第 2 行") && stderr(&output).contains("UTF-8"), "{}", stderr(&output));
}

#[test]
fn an_output_that_cannot_be_written_is_known_before_anything_is_read() {
    let dir = folder();
    let file = dir.path().join("file");
    fs::write(&file, "in the way").expect("written");
    // The inputs do not exist: were they read first, the exit code would be 1.
    let inputs = folder();
    fs::copy(format!("{SAMPLE}/scheme.toml"), inputs.path().join("scheme.toml")).expect("copied");
    for out in [file.clone(), file.join("below")] {
        let output = fenpei(&["run", &text(inputs.path()), "--out", &text(&out)]);
        assert_eq!(code(&output), 3, "{}", stderr(&output));
        assert!(stderr(&output).contains("E510"), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(&file).expect("there"), "in the way");
}

#[test]
fn results_may_not_lie_among_the_inputs() {
    let dir = folder();
    fs::copy(format!("{SAMPLE}/scheme.toml"), dir.path().join("scheme.toml")).expect("copied");
    let output = fenpei(&["run", &text(dir.path()), "--out", &text(&dir.path().join("输出/甲"))]);
    assert_eq!((code(&output), stderr(&output).contains("E505")), (2, true), "{}", stderr(&output));
    assert!(!dir.path().join("输出").exists());
}

#[test]
fn wrong_use_is_told_in_the_readers_language() {
    for (arguments, zh) in [
        (vec!["run"], "缺少"),
        (vec!["ruin", "x"], "没有“ruin”这个命令"),
        (vec!["run", "x", "--fast"], "不认识“--fast”"),
        (vec!["run", "x", "--lang", "fr"], "不能写“fr”"),
    ] {
        let mut arguments = arguments;
        let output = fenpei(&arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        if !arguments.contains(&"--lang") {
            assert!(stderr(&output).contains(zh), "{arguments:?}: {}", stderr(&output));
            arguments.extend(["--lang", "en"]);
            assert!(!stderr(&fenpei(&arguments)).contains("用法"), "{arguments:?}");
        }
    }
    assert_eq!(code(&fenpei(&[])), 2);
}

#[test]
fn help_is_good_enough_to_work_from() {
    insta::assert_snapshot!("help_zh", stdout(&fenpei(&["--help", "--lang", "zh"])));
    insta::assert_snapshot!("help_run_en", stdout(&fenpei(&["run", "--help", "--lang", "en"])));
}

#[cfg(unix)]
#[test]
fn a_reader_that_closes_early_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_fenpei"))
        .args(["--help"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[cfg(unix)]
#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    use std::process::{Command, Stdio};
    let (dir, out) = (tiny(), folder());
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_fenpei"))
            .args(["run", &text(dir.path()), "--lang", "zh", "--out", &text(out.path())])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts")
    };
    let outputs = [start(), start()].map(|child| child.wait_with_output().expect("ends"));
    assert_eq!(outputs.each_ref().map(code), [0, 0]);
    assert_eq!(outputs.iter().filter(|output| stdout(output).contains("逐字节相同")).count(), 1);
    only_batch(out.path());
}

#[test]
fn the_scheme_is_told_in_words() {
    let told = fenpei(&["scheme", SAMPLE]);
    assert_eq!(code(&told), 0, "{}", stderr(&told));
    let text = stdout(&told);
    assert!(text.starts_with("平安区2018年度教育质量奖励资金分配方案"), "{text}");
    for words in
        ["── 分配步骤（按次序） ──", "[限制] 师德一票否决：", "扣下的金额转入“扣发资金”", "[预留比例] 取自参数表：%"]
    {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    // Every step, column and check of the sample names its article.
    assert!(!text.contains("没有条文的规则"), "{text}");
}

#[test]
fn articles_and_rules_answer_each_other() {
    let dir = TempDir::new().expect("a folder");
    let document = "# 办法\n\n**第一条** 为了奖励先进。\n\n**第二条** 按名额发给学校。\n\n```toml\n[scheme]\nname = \"样例\"\nbasis = \"样发1号\"\noffice = \"样例局\"\nyear = 2018\nrounding = \"half-up\"\n\n[[table]]\nname = \"学校\"\nkey = [\"校名\"]\nfrom = { file = \"学校.xlsx\", sheet = [\"学校\"] }\n\n[[table.input]]\nname = \"校名\"\ntype = \"text\"\n```\n\n## 附则\n\n```toml\n[[table.column]]\nname = \"名额\"\nformula = '3'\n```\n";
    fs::write(dir.path().join("scheme.md"), document).expect("written");
    let told = fenpei(&["scheme", &dir.path().to_string_lossy()]);
    assert_eq!(code(&told), 0, "{}", stderr(&told));
    let text = stdout(&told);
    assert!(text.contains("[第一条] （没有规则）：为了奖励先进。"), "{text}");
    assert!(text.contains("[计算列] 1 项：名额"), "{text}");
    // A mistake is told with the line of the document.
    fs::write(dir.path().join("scheme.md"), document.replace("'3'", "'三'")).expect("written");
    let told = fenpei(&["scheme", &dir.path().to_string_lossy()]);
    assert_eq!(code(&told), 1);
    assert!(stderr(&told).contains("scheme.md:30:12"), "{}", stderr(&told));
}

#[test]
fn the_document_for_the_meeting_is_never_written_over_another_file() {
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().join("方案说明.xlsx");
    let arguments = ["scheme", SAMPLE, "--out", &path.to_string_lossy()];
    assert_eq!(code(&fenpei(&arguments)), 0);
    let first = fs::read(&path).expect("written");
    assert_eq!(code(&fenpei(&arguments)), 3);
    assert_eq!(fs::read(&path).expect("there"), first);
}
