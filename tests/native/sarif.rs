//! SARIF as its schema wants it, and its regions and fixes as an editor would use them.

use crate::support::same::read_in;
use gouji::check::{Check, Options, check};
use gouji::import::Input;
use gouji::render::docx::docx;
use gouji::render::sarif::{Checked, File, sarif};
use gouji::render::sentence::Language;
use gouji::report::Report;
use gouji::samples::{BROKEN, SOUND};
use serde_json::Value;

/// Properties the schema knows of the objects that are written, required ones with a mark. It allows no others.
const OBJECTS: &[(&str, &str)] = &[
    ("log", "$schema version! runs!"),
    ("run", "tool! columnKind artifacts invocations results"),
    ("tool", "driver!"),
    ("driver", "name! semanticVersion language rules"),
    ("rules", "id! shortDescription help defaultConfiguration"),
    ("shortDescription", "text! markdown"),
    ("help", "text! markdown"),
    ("defaultConfiguration", "level"),
    ("artifacts", "location"),
    ("location", "uri index"),
    ("artifactLocation", "uri index"),
    ("invocations", "executionSuccessful! toolExecutionNotifications"),
    ("toolExecutionNotifications", "message! level locations"),
    ("message", "text! markdown"),
    ("results", "ruleId ruleIndex level message! locations relatedLocations partialFingerprints fixes properties"),
    ("locations", "id physicalLocation logicalLocations message"),
    ("relatedLocations", "id physicalLocation logicalLocations message"),
    ("physicalLocation", "artifactLocation region"),
    ("region", "charOffset charLength startLine startColumn endLine endColumn"),
    ("logicalLocations", "fullyQualifiedName name"),
    ("fixes", "description artifactChanges!"),
    ("description", "text!"),
    ("artifactChanges", "artifactLocation! replacements!"),
    ("replacements", "deletedRegion! insertedContent"),
    ("deletedRegion", "charOffset charLength"),
    ("insertedContent", "text"),
];

fn assert_shape(name: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| assert_shape(name, item)),
        Value::Object(_) if name == "properties" || name == "partialFingerprints" => {}
        Value::Object(object) => {
            let (_, known) = OBJECTS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name}"));
            for property in known.split(' ').filter_map(|property| property.strip_suffix('!')) {
                assert!(object.contains_key(property), "{name} lacks {property}");
            }
            for (property, value) in object {
                assert!(known.split(' ').any(|known| known.trim_end_matches('!') == property), "{property} in {name}");
                assert_shape(if name == "log" && property == "runs" { "run" } else { property }, value);
            }
        }
        Value::Number(number) => assert!(number.is_u64(), "{name}: {number}"),
        _ => {}
    }
}

fn checked(report: &Report) -> Check {
    check(report, &Options::default())
}

fn of_text(text: &str) -> Value {
    let report = read_in(Input::Text(text));
    let check = checked(&report);
    let outcome = Ok(Checked { report: &report, check: &check, text: Some(text) });
    sarif(&[File { name: "目录/年报 1.txt", outcome }], Language::Chinese)
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

/// The units of the text from that offset on.
fn at(text: &str, region: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let start = region["charOffset"].as_u64().unwrap() as usize;
    String::from_utf16(&units[start..start + region["charLength"].as_u64().unwrap() as usize]).unwrap()
}

#[test]
fn it_has_the_shape_of_the_schema() {
    let report = read_in(Input::Text(BROKEN));
    let check = checked(&report);
    let files = [
        File { name: "a.docx", outcome: Ok(Checked { report: &report, check: &check, text: None }) },
        File { name: "b.txt", outcome: Ok(Checked { report: &report, check: &check, text: Some(BROKEN) }) },
        File { name: "c.pdf", outcome: Err("读不了。".to_owned()) },
    ];
    for language in [Language::Chinese, Language::English] {
        let log = sarif(&files, language);
        assert_shape("log", &log);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "utf16CodeUnits");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: std::collections::BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), rules.len());
        assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().unwrap().contains("## 依据")));
        assert_eq!(results(&log).len(), 2 * check.findings.len());
        for result in results(&log) {
            assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert!(result["locations"].as_array().unwrap().len() == 1);
        }
        let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        assert!(notifications.iter().any(|told| told["level"] == "error" && told["message"]["text"] == "读不了。"));
    }
}

#[test]
fn regions_are_where_the_words_stand() {
    // Characters of two units before everything else.
    let text = format!("𠮷𠮷\n{BROKEN}");
    let log = of_text(&text);
    assert_eq!(log["runs"][0]["artifacts"][0]["location"]["uri"], "%E7%9B%AE%E5%BD%95/%E5%B9%B4%E6%8A%A5%201.txt");
    let mut regions = 0;
    for result in results(&log) {
        let physical = &result["locations"][0]["physicalLocation"];
        let Some(region) = physical.get("region") else { continue };
        regions += 1;
        let words = at(&text, region);
        if let Some(actual) = result["properties"]["actual"].as_str().filter(|_| result["ruleId"] == "APP-02") {
            assert_eq!(words, actual);
        }
        let line = text.lines().nth(region["startLine"].as_u64().unwrap() as usize - 1).unwrap();
        let column = region["startColumn"].as_u64().unwrap() as usize - 1;
        let rest = String::from_utf16(&line.encode_utf16().skip(column).collect::<Vec<_>>()).unwrap();
        assert!(rest.starts_with(words.lines().next().unwrap_or("")), "{rest}: {words}");
    }
    assert!(regions >= 4);
}

#[test]
fn a_fix_that_is_applied_mends_what_it_says() {
    let log = of_text(BROKEN);
    let mut applied = 0;
    for result in results(&log) {
        let Some(fix) = result["fixes"].get(0) else { continue };
        let mut units: Vec<u16> = BROKEN.encode_utf16().collect();
        let mut replacements: Vec<&Value> =
            fix["artifactChanges"][0]["replacements"].as_array().unwrap().iter().collect();
        replacements.sort_by_key(|replacement| replacement["deletedRegion"]["charOffset"].as_u64());
        for replacement in replacements.into_iter().rev() {
            let region = &replacement["deletedRegion"];
            let start = region["charOffset"].as_u64().unwrap() as usize;
            let end = start + region["charLength"].as_u64().unwrap() as usize;
            units.splice(start..end, replacement["insertedContent"]["text"].as_str().unwrap().encode_utf16());
        }
        let mended = of_text(&String::from_utf16(&units).unwrap());
        let fingerprint = &result["partialFingerprints"]["gouji/v1"];
        assert!(results(&mended).iter().all(|other| &other["partialFingerprints"]["gouji/v1"] != fingerprint), "{fix}");
        applied += 1;
    }
    assert!(applied >= 3);
}

#[test]
fn a_file_that_is_no_text_has_no_regions_and_no_fixes() {
    let report = read_in(Input::File { bytes: &docx(&read_in(Input::Text(BROKEN))), name: "a.docx" });
    let check = checked(&report);
    let outcome = Ok(Checked { report: &report, check: &check, text: None });
    let log = sarif(&[File { name: "a.docx", outcome }], Language::Chinese);
    assert!(!results(&log).is_empty());
    for result in results(&log) {
        assert!(result.get("fixes").is_none() && result["locations"][0]["physicalLocation"].get("region").is_none());
    }
    let wrong = results(&log).iter().find(|result| result["ruleId"] == "APP-02").unwrap();
    assert_eq!(wrong["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "requests.granted.natural");
    assert_eq!(wrong["properties"]["suggestions"][0], "改为 14（数字换位）");
}

#[test]
fn a_sound_draft_says_what_was_tried() {
    let log = of_text(SOUND);
    assert!(results(&log).is_empty());
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(told.as_str().unwrap().contains("42条成立"));
}
