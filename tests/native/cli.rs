//! The command line: what it prints, and its exit status.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use gouji::samples::{BROKEN, SOUND};
use serde_json::Value;

/// Runs `gouji` with these arguments and this standard input.
fn gouji(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that is wrong does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A file of that name with that content, in a folder of this test run.
fn file(name: &str, content: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn a_sound_draft_passes_and_a_faulty_one_does_not() {
    let sound = gouji(&["check", "-"], SOUND.as_bytes());
    assert_eq!((status(&sound), stderr(&sound).as_str()), (0, ""));
    assert!(stdout(&sound).contains("42条成立，0条不成立"), "{}", stdout(&sound));

    let broken = gouji(&["check", "-", "--lang", "en"], BROKEN.as_bytes());
    assert_eq!(status(&broken), 1);
    assert!(stdout(&broken).contains("Errors\n    ✕ "), "{}", stdout(&broken));
    assert!(stdout(&broken).contains(" ≠ "), "the arithmetic is shown");
}

#[test]
fn one_unreadable_file_does_not_keep_the_others_from_being_checked() {
    let (sound, broken) = (file("sound.txt", SOUND), file("broken.txt", BROKEN));
    let missing = sound.replace("sound.txt", "missing.txt");
    let output = gouji(&["check", &missing, &sound, &broken], b"");
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("missing.txt: 文件不存在。"), "{}", stderr(&output));
    assert!(stdout(&output).contains("sound.txt\n勾稽关系42条") && stdout(&output).contains("broken.txt\n"));

    let output = gouji(&["check", &missing, &broken, "--format", "json"], b"");
    assert_eq!(status(&output), 2);
    let result = json(&output);
    assert_eq!(result["schema"], "gouji/check@1");
    assert_eq!(result["files"][0]["error"]["code"], "file");
    assert!(result["files"][0].get("findings").is_none());
    assert_eq!(result["files"][1]["summary"]["checks"]["not_checked"], 0);
    assert!(result["files"][1]["summary"]["errors"].as_u64() > Some(0));
}

#[test]
fn what_the_person_says_takes_precedence() {
    let output = gouji(&["check", "-", "--year", "2023", "--format", "json"], SOUND.as_bytes());
    let result = json(&output);
    let findings = result["files"][0]["findings"].as_array().unwrap();
    let rules: Vec<&str> = findings.iter().filter_map(|finding| finding["rule"].as_str()).collect();
    assert!(rules.contains(&"DAT-03"), "{rules:?}");
}

#[test]
fn extract_prints_the_report_and_reads_it_again() {
    let output = gouji(&["extract", "-"], SOUND.as_bytes());
    assert_eq!(status(&output), 0);
    let report = json(&output);
    assert_eq!(report["schema"], "gouji/report@1");
    assert_eq!((&report["organ"], &report["year"]), (&"青石镇人民政府".into(), &2024.into()));
    assert_eq!(report["cells"]["requests.new.total"]["value"], 41);
    assert_eq!(report["cells"]["disclosure.fees.amount"]["raw"], "3.42");

    let kept = file("kept.json", &stdout(&output));
    assert_eq!(stdout(&gouji(&["extract", &kept], b"")), stdout(&output));
    let again = gouji(&["check", &kept, "--format", "json"], b"");
    assert_eq!(json(&again)["files"][0]["summary"]["checks"]["held"], 42);
}

#[test]
fn render_prints_or_writes_the_report() {
    let html = stdout(&gouji(&["render", "-", "--to", "html"], SOUND.as_bytes()));
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("data-cell=\"requests.new.natural\""));

    let markdown = gouji(&["render", "-", "--to", "markdown"], SOUND.as_bytes());
    let again = gouji(&["extract", "-"], &markdown.stdout);
    let original = gouji(&["extract", "-"], SOUND.as_bytes());
    assert_eq!(json(&again)["cells"], json(&original)["cells"]);

    let path = file("out.json", "");
    let written = gouji(&["render", "-", "--to", "json", "-o", &path], SOUND.as_bytes());
    assert_eq!((status(&written), stdout(&written).as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), stdout(&original));

    assert!(html.contains("chart-flow") && !html.contains("chart-years\""));
    let last = file("last.txt", &SOUND.replace("2024", "2023"));
    let both = stdout(&gouji(&["render", "-", "--to", "html", "--previous", &last], SOUND.as_bytes()));
    assert!(both.contains("id=\"chart-years\"") && both.contains("2023 年"));
    let check = ["render", "-", "--to", "protocol-markdown", "--previous", &last];
    assert!(stdout(&gouji(&check, SOUND.as_bytes())).contains("YOY-01"));
    let unread = gouji(&["render", "-", "--to", "html", "--previous", "/nowhere/at/all"], SOUND.as_bytes());
    assert_eq!((status(&unread), stdout(&unread).as_str()), (2, ""));
    assert!(stderr(&unread).contains("文件不存在"));

    let nowhere = gouji(&["render", "-", "--to", "json", "-o", "/nowhere/at/all"], SOUND.as_bytes());
    assert_eq!(status(&nowhere), 2);
    assert!(stderr(&nowhere).contains("写出结果失败"));
}

#[test]
fn files_are_written_that_are_read_again() {
    let original = json(&gouji(&["extract", "-"], SOUND.as_bytes()));
    for (kind, name) in [("docx", "out.docx"), ("xlsx", "out.xlsx"), ("fragment", "out.html")] {
        let path = file(name, "");
        let written = gouji(&["render", "-", "--to", kind, "-o", &path], SOUND.as_bytes());
        assert_eq!((status(&written), stdout(&written).as_str()), (0, ""), "{kind}");
        let again = json(&gouji(&["extract", &path], b""));
        assert_eq!(again["cells"], original["cells"], "{kind}");
        assert!(kind == "xlsx" || again["title"] == original["title"], "{kind}");
    }
}

#[test]
fn the_check_is_a_document_or_sarif() {
    let page = stdout(&gouji(&["render", "-", "--to", "protocol-html"], BROKEN.as_bytes()));
    assert!(page.contains("<h1>核对意见</h1>") && page.contains("data-rule=\"APP-02\""));
    let chosen = ["render", "-", "--to", "protocol-markdown", "--year", "2023", "--lang", "en"];
    let text = stdout(&gouji(&chosen, SOUND.as_bytes()));
    assert!(text.starts_with("# Notes on a check\n") && text.contains("DAT-03"), "{text}");
    let markdown = gouji(&["check", "-", "--format", "markdown"], BROKEN.as_bytes());
    assert_eq!(status(&markdown), 1);
    assert!(stdout(&markdown).starts_with("# 核对意见\n"));

    let broken = file("broken.txt", BROKEN);
    let missing = broken.replace("broken.txt", "missing.txt");
    let output = gouji(&["check", &broken, &missing, "--format", "sarif"], b"");
    assert_eq!(status(&output), 2);
    let run = &json(&output)["runs"][0];
    assert_eq!(run["artifacts"].as_array().unwrap().len(), 2);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert!(region["charOffset"].is_u64(), "{region}");
}

#[test]
fn a_report_goes_into_a_link_and_comes_back() {
    let output = gouji(&["share", "-", "--numbers"], SOUND.as_bytes());
    let link = stdout(&output);
    assert_eq!((status(&output), link.starts_with("#1d")), (0, true));
    assert_eq!(stderr(&output), format!("{} 个字符\n", link.trim().len()));
    let opened = gouji(&["open", &format!("https://example.invalid/gouji.html{link}")], b"");
    assert_eq!(status(&opened), 0);
    let original = json(&gouji(&["extract", "-"], SOUND.as_bytes()));
    let numbers = json(&opened);
    assert_eq!((&numbers["cells"], &numbers["title"]), (&original["cells"], &original["title"]));
    assert_eq!((&numbers["sections"], &numbers["source"]), (&serde_json::json!([]), &"link".into()));
    // It is checked as what it is: figures without words.
    let kept = file("numbers.json", &stdout(&opened));
    assert_eq!(json(&gouji(&["check", &kept, "--format", "json"], b""))["files"][0]["findings"], serde_json::json!([]));

    let everything = stdout(&gouji(&["share", "-"], SOUND.as_bytes()));
    // Captions as they were written are not in links.
    let mut without_heads = original;
    for table in without_heads["tables"].as_object_mut().unwrap().values_mut() {
        table.as_object_mut().unwrap().remove("heads");
    }
    assert_eq!(json(&gouji(&["open", everything.trim()], b"")), without_heads);

    let report = gouji::report::json::from_json(&stdout(&opened)).unwrap();
    let numbers = gouji::share::Carries::Numbers;
    let locked = gouji::share::encrypt(&report, numbers, "口令 1", [1; 16], [2; 12]).unwrap();
    assert_eq!(stdout(&gouji(&["open", &locked], "口令 1\n".as_bytes())), stdout(&opened));
    assert_eq!(status(&gouji(&["open", &locked], "口令 2\n".as_bytes())), 2);
    assert!(stderr(&gouji(&["open", &locked], b"")).ends_with("链接已加密：请输入发送人告知的口令。\n"));

    let damaged = gouji(&["open", &everything[..400], "--lang", "en"], b"");
    assert_eq!((status(&damaged), stdout(&damaged).as_str()), (2, ""));
    assert!(stderr(&damaged).starts_with("gouji: The link is incomplete"));
}

#[test]
fn rules_are_listed_and_explained() {
    let rules = json(&gouji(&["rules", "--format", "json"], b""));
    let ids: Vec<&str> = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"APP-01") && ids.contains(&"DIS-03"));
    let list = stdout(&gouji(&["rules"], b""));
    assert!(ids.iter().all(|id| list.contains(&format!("| {id} |"))));
    let page = gouji(&["explain", "app-01"], b"");
    assert_eq!(status(&page), 0);
    assert!(stdout(&page).contains("APP-01"));
    // Its examples speak of cells as the form does.
    assert!(
        stdout(&page).contains("表三“一、本年新收·自然人”填 32（原为 31）") && !stdout(&page).contains("requests.")
    );
    let unknown = gouji(&["explain", "APP-99"], b"");
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("APP-99") && stdout(&unknown).is_empty());
}

#[test]
fn requests_are_answered_line_by_line_in_order() {
    let request = |name: &str, text: &str| serde_json::json!({"name": name, "text": text}).to_string();
    let encoded = serde_json::json!({"name": "三.txt", "base64": data_encoding::BASE64.encode(BROKEN.as_bytes())});
    let input = [request("一", SOUND), "{oops".to_owned(), encoded.to_string(), String::new()].join("\n");
    let output = gouji(&["check", "--ndjson"], input.as_bytes());
    assert_eq!(status(&output), 2);
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["file"], &lines[0]["summary"]["errors"]), (&"一".into(), &0.into()));
    assert_eq!(lines[1]["error"]["code"], "request");
    assert_eq!(lines[2]["file"], "三.txt");
    assert!(lines[2]["summary"]["errors"].as_u64() > Some(0));
}

#[test]
fn a_wrong_command_is_answered_with_one_sentence() {
    for (arguments, sentence) in [
        (&[][..], "gouji: 没有给出命令。"),
        (&["chek"], "gouji: 没有“chek”这个命令。"),
        (&["check"], "gouji: 没有给出文件"),
        (&["rollup"], "gouji: 没有给出文件"),
        (&["rollup", "a", "--format", "pdf", "--lang", "en"], "gouji: --format does not take `pdf`"),
        (&["check", "a", "--against", "b"], "gouji: 不明白 --against。"),
    ] {
        let output = gouji(arguments, b"");
        assert_eq!((status(&output), stdout(&output).as_str()), (2, ""), "{arguments:?}");
        assert!(stderr(&output).starts_with(sentence), "{}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1);
    }
}

#[test]
fn what_is_no_draft_is_named() {
    let picture = file("picture.txt", "\u{89}PNG");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    for (path, code) in [(picture.as_str(), "picture"), (&file("empty.txt", ""), "empty")] {
        let output = gouji(&["check", path, "--format", "json"], b"");
        assert_eq!(status(&output), 2);
        assert_eq!(json(&output)["files"][0]["error"]["code"], code);
    }
}

#[test]
fn every_command_has_help_in_both_languages() {
    for command in ["check", "rollup", "extract", "render", "share", "open", "rules", "explain"] {
        let chinese = stdout(&gouji(&[command, "--help"], b""));
        let english = stdout(&gouji(&["help", command, "--lang", "en"], b""));
        assert!(chinese.contains(&format!("用法：gouji {command}")), "{chinese}");
        assert!(english.contains(&format!("Usage: gouji {command}")), "{english}");
        assert!(stdout(&gouji(&["--help"], b"")).contains(&format!("\n  {command} ")));
    }
    assert!(stdout(&gouji(&["--version"], b"")).starts_with("gouji "));
}

/// A fresh folder of that name with files of these names and contents.
fn folder(name: &str, files: &[(&str, &[u8])]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for (name, content) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder.to_string_lossy().into_owned()
}

/// The sound sample as another organ's.
fn of(organ: &str) -> String {
    SOUND.replace("青石镇", organ)
}

#[test]
fn a_folder_and_an_archive_are_read_file_by_file() {
    let (one, other) = (of("柳林镇"), of("桃源镇"));
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let files: &[(&str, &[u8])] = &[
        ("甲.txt", one.as_bytes()),
        ("下属/乙.txt", other.as_bytes()),
        ("下属/扫描件.jpg", picture),
        ("下属/~$乙.docx", b"kept by Word"),
        ("Thumbs.db", b"kept by Windows"),
    ];
    let path = folder("各单位", files);
    let output = gouji(&["check", &path, "--format", "json"], b"");
    assert_eq!(status(&output), 2);
    let result = json(&output);
    let names: Vec<&str> =
        result["files"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(
        names[0].ends_with("乙.txt") && names[1].ends_with("扫描件.jpg") && names[2].ends_with("甲.txt"),
        "{names:?}"
    );
    assert_eq!(result["files"][1]["error"]["code"], "picture");

    let archive = gouji::render::archive::archive(files);
    std::fs::write(format!("{path}/各单位.zip"), archive).unwrap();
    let output = gouji(&["check", &format!("{path}/各单位.zip"), "--format", "json"], b"");
    let result = json(&output);
    assert_eq!((status(&output), result["files"].as_array().unwrap().len()), (2, 3));
    assert!(result["files"][0]["file"].as_str().unwrap().ends_with("各单位.zip/甲.txt"));

    let nothing = folder("空", &[("Thumbs.db", b"")]);
    let output = gouji(&["check", &nothing], b"");
    assert_eq!((status(&output), stderr(&output).contains("文件夹里没有文件。")), (2, true));
}

#[test]
fn many_reports_are_added_up_and_compared() {
    let (one, other) = (of("柳林镇"), of("桃源镇"));
    let former = other.replace("2024年", "2023年");
    let files: &[(&str, &[u8])] = &[
        ("甲.txt", one.as_bytes()),
        ("甲（终稿）.txt", one.as_bytes()),
        ("乙.txt", other.as_bytes()),
        ("乙（去年）.txt", former.as_bytes()),
    ];
    let path = folder("汇总", files);
    let parent = file("parent.txt", &SOUND.replace("青石镇", "云溪县"));
    let roster = file("roster.txt", "\u{feff}柳林镇人民政府\n桃源镇人民政府\n\n临河街道办事处\n");

    let output = gouji(&["rollup", &path, "--against", &parent, "--roster", &roster, "--format", "json"], b"");
    let result = json(&output);
    assert_eq!(result["schema"], "gouji/rollup@1");
    let standings: Vec<&str> =
        result["bodies"].as_array().unwrap().iter().map(|one| one["standing"].as_str().unwrap()).collect();
    assert_eq!(standings, ["added", "other_year", "added", "twice"], "{result}");
    assert_eq!(result["missing"], serde_json::json!(["临河街道办事处"]));
    assert_eq!(result["cells"]["requests.new.total"]["sum"], 82);
    assert_eq!(result["cells"]["disclosure.fees.amount"]["sum"], 6.84);
    assert_eq!(result["comparison"]["tendency"], "never_more");
    let difference = &result["comparison"]["differences"][0];
    assert_eq!(
        difference["difference"].as_f64(),
        Some(difference["parent"].as_f64().unwrap() - difference["sum"].as_f64().unwrap())
    );
    let rules: Vec<&str> =
        result["parent"]["findings"].as_array().unwrap().iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"HIE-03"), "{rules:?}");

    let text = stdout(&gouji(&["rollup", &path, "--against", &parent, "--roster", &roster], b""));
    assert!(text.contains("名单上还缺：临河街道办事处") && text.contains("重复，只计前一份"), "{text}");
    assert!(text.contains("仅凭数字不能断定") && text.contains("HIE-03"), "{text}");
    assert!(stdout(&gouji(&["rollup", &path], b"")).contains("表三 一、本年新收·总计  82"));

    let page = stdout(&gouji(&["rollup", &path, "--against", &parent, "--format", "html"], b""));
    assert!(
        page.starts_with("<!DOCTYPE html>")
            && page.contains("data-cell=\"requests.new.total\" data-change=\"less\">82")
    );
    // Links lead to cells of the page itself.
    let page = page.replace("href=\"#", "");
    for forbidden in ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let out = file("sum.xlsx", "");
    let written = gouji(&["rollup", &path, "--format", "xlsx", "-o", &out], b"");
    assert_eq!(stdout(&written), "");
    // The tables of the workbook are those of any report.
    let again = json(&gouji(&["extract", &out], b""));
    assert_eq!(again["cells"]["requests.new.total"]["value"], 82, "{again}");

    let missing = gouji(&["rollup", &path, "--against", "nirgends.docx"], b"");
    assert_eq!((status(&missing), stdout(&missing).as_str()), (2, ""));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_accident() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["rules", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
}
