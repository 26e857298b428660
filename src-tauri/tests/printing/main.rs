//! Documents as PDF: what stands on them, found by reading them back.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod sheets;

use forecourt_app::printing::{
    Press,
    templates::{EDITIONS, Edition, TemplateFile},
};
use forecourt_core::app::{
    api::setup::Language,
    outside::{PrintError, Printer as _, Sheet, Template},
};
use serde_json::{Value, json};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// The text of a document without the spaces that a reader guesses between signs.
fn text(sheet: &Sheet) -> String {
    let printed = Press::default().print(sheet).unwrap();
    keep(sheet, &printed.pdf);
    let text = pdf_extract::extract_text_from_mem(&printed.pdf).unwrap();
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// Keeps what was printed where somebody wants to look at it.
fn keep(sheet: &Sheet, pdf: &[u8]) {
    if let Ok(folder) = std::env::var("FORECOURT_SHOTS") {
        let name = format!("{}-{}.pdf", sheet.template.word(), sheet.language.tag());
        std::fs::write(std::path::Path::new(&folder).join(name), pdf).unwrap();
    }
}

/// Every string of a sheet's data that is to be read on paper.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.split_whitespace().collect()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        // Codes have words of the template.
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| !sheets::is_code(name)).for_each(|(_, field)| strings(field, found))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// S5, O4, S4, D7: every name, number, amount and date of a sheet stands on its document, rare signs too.
#[test]
fn everything_on_a_sheet_stands_on_its_document() {
    for template in Template::ALL {
        for language in LANGUAGES {
            let sheet = sheets::sheet(*template, language);
            let read = text(&sheet);
            let mut expected = Vec::new();
            strings(&sheet.data, &mut expected);
            for words in expected {
                assert!(read.contains(&words), "{template:?} {language:?} lacks {words}: {read}");
            }
            assert!(read.contains(&format!("{}v1", template.word())), "the version of its template");
        }
    }
}

/// How a page says which one it is of how many, as a reader finds it.
fn page_words(language: Language, page: usize, of: usize) -> String {
    match language {
        Language::Chinese => format!("第{page}/{of}页"),
        Language::English => format!("Page{page}/{of}"),
    }
}

/// How many pages each document takes as a rule: a page more than here was added by somebody.
#[test]
fn a_document_has_as_many_pages_as_it_is_known_to_have_and_numbers_them() {
    for (template, pages) in [(Template::Proposal, 1), (Template::Order, 2), (Template::TestDrive, 1), (Template::Delivery, 1)] {
        for language in LANGUAGES {
            let sheet = sheets::sheet(template, language);
            let printed = Press::default().print(&sheet).unwrap();
            assert_eq!(printed.pages, pages, "{template:?} {language:?}");
            let read = text(&sheet);
            for page in 1..=pages as usize {
                assert!(read.contains(&page_words(language, page, pages as usize)), "{template:?} {language:?} page {page}");
            }
        }
    }
}

/// O3, O4: an order of a fleet goes over many pages, each of which heads its list again.
#[test]
fn a_long_list_is_headed_again_on_every_page() {
    let mut sheet = sheets::sheet(Template::Order, Language::Chinese);
    let car = sheet.data["cars"][0].clone();
    sheet.data["cars"] = Value::Array(vec![car; 120]);
    let read = text(&sheet);
    let pages = Press::default().print(&sheet).unwrap().pages;
    assert!(pages >= 4, "{pages}");
    assert!(read.matches("车架号VIN").count() >= 3, "one heading for each page that the list is on");
    assert_eq!(read.matches("LFV3A23C8D3000001").count(), 120);
}

/// Words of people are text and nothing else, whatever they look like to a typesetter.
#[test]
fn hostile_words_are_printed_as_they_are() {
    let hostile = [
        "#import \"/house/1.typ\": *",
        "#read(\"/etc/passwd\")",
        "$x^2$ *bold* _it_ `raw` @label <label>",
        "\\ \\u{41} \\#panic()",
        "]] #] }} )) #{",
        "= heading\n- list\n+ list\n/ term: x",
        "// comment /* comment */ --- ... ~",
        "https://example.com/a?b=c",
        "\"}, \"total\": {\"figures\": \"0.00\"",
    ];
    for words in hostile {
        let mut sheet = sheets::sheet(Template::Proposal, Language::Chinese);
        sheet.data["remark"] = json!(words);
        sheet.data["customer"]["name"] = json!(words);
        let read = text(&sheet);
        let expected: String = words.chars().filter(|sign| !sign.is_whitespace()).collect();
        assert_eq!(read.matches(&expected).count(), 2, "{words}: {read}");
        assert!(read.contains("272,048.67"), "the rest stands where it stood");
    }
}

/// A template reaches its own files and its sheet: neither the disk nor the network, nor packages.
#[test]
fn a_template_reaches_nothing_but_what_it_was_given() {
    const REACHING: [&str; 5] = [
        "#read(\"/etc/passwd\")",
        "#read(\"../../Cargo.toml\")",
        "#image(\"/etc/hostname\")",
        "#import \"@preview/tablex:0.0.9\": *",
        "#include \"/order/1.typ\"",
    ];
    static EDITIONS: [Edition; 5] = [
        edition(1, REACHING[0]),
        edition(2, REACHING[1]),
        edition(3, REACHING[2]),
        edition(4, REACHING[3]),
        edition(5, REACHING[4]),
    ];
    for edition in &EDITIONS {
        let sheet = Sheet { version: edition.version, ..sheets::sheet(Template::Proposal, Language::English) };
        assert_eq!(Press::with(&EDITIONS).print(&sheet), Err(PrintError::Failed), "{}", edition.main.text);
    }
}

const fn edition(version: u32, text: &'static str) -> Edition {
    Edition { template: Template::Proposal, version, main: TemplateFile { path: "/proposal/x.typ", text }, shared: &[] }
}

/// What was printed with a version is printed with it again, whatever became the newest since.
#[test]
fn every_version_of_a_template_goes_on_to_print_what_was_printed_with_it() {
    static KEPT: [Edition; 2] = [
        edition(1, "#let sheet = json(\"/sheet.json\")\nAs of old: #sheet.data.number"),
        edition(2, "#let sheet = json(\"/sheet.json\")\nRenewed: #sheet.data.number"),
    ];
    let press = Press::with(&KEPT);
    for (version, words) in [(1, "Asofold:D01-0042"), (2, "Renewed:D01-0042"), (1, "Asofold:D01-0042")] {
        let sheet = Sheet { version, ..sheets::sheet(Template::Proposal, Language::English) };
        let read = pdf_extract::extract_text_from_mem(&press.print(&sheet).unwrap().pdf).unwrap();
        assert_eq!(read.split_whitespace().collect::<String>(), words);
    }
    let sheet = Sheet { version: 3, ..sheets::sheet(Template::Proposal, Language::English) };
    assert_eq!(press.print(&sheet), Err(PrintError::OtherVersion));
}

#[test]
fn every_version_that_the_core_may_ask_for_is_here() {
    for template in Template::ALL {
        let mut versions: Vec<u32> =
            EDITIONS.iter().filter(|edition| edition.template == *template).map(|edition| edition.version).collect();
        versions.sort_unstable();
        assert_eq!(versions, (1..=template.newest()).collect::<Vec<_>>(), "{template:?}");
    }
}

#[test]
fn signs_that_the_font_lacks_are_named() {
    let mut sheet = sheets::sheet(Template::Proposal, Language::Chinese);
    assert_eq!(Press::default().print(&sheet).unwrap().missing, "", "rare names have their signs");
    sheet.data["customer"]["name"] = json!("刘😀");
    assert_eq!(Press::default().print(&sheet).unwrap().missing, "😀");
    assert_eq!(Press::default().show(&sheet).unwrap().missing, "😀");
}

#[test]
fn a_document_on_the_screen_has_the_pages_of_the_paper_and_needs_nothing_from_elsewhere() {
    for template in Template::ALL {
        let sheet = sheets::sheet(*template, Language::Chinese);
        let (shown, printed) = (Press::default().show(&sheet).unwrap(), Press::default().print(&sheet).unwrap());
        assert_eq!(shown.pages.len(), printed.pages as usize);
        for page in shown.pages {
            assert!(page.starts_with("<svg") && !page.contains("<script") && !page.contains("href=\"http"));
        }
    }
}

/// S5, O4, D7: each code that can stand on a document has its words there; without them a customer would read `plate_fee`.
#[test]
fn every_code_has_its_words_on_the_newest_version_of_its_document() {
    use forecourt_core::domain::{delivery, order, quotation, test_drive};
    let gaps = ["car.plate", "payment", "signature", "verification"].map(str::to_owned).to_vec();
    macro_rules! all {
        ($($of:ty),+) => { [$(<$of>::ALL.iter().map(ToString::to_string).collect::<Vec<_>>()),+].concat() };
    }
    let shown = [
        (Template::Proposal, all![quotation::LineKind]),
        (Template::Order, all![order::OrderLineKind, order::PaymentPlan, order::PersonRole, order::PaymentKind, order::MoneyWay]),
        (Template::TestDrive, all![test_drive::DriveWay, test_drive::AgreementWay]),
        (Template::Delivery, [all![delivery::CheckItem], gaps].concat()),
    ];
    for (template, codes) in shown {
        let newest = |edition: &&Edition| (edition.template, edition.version) == (template, template.newest());
        let source = EDITIONS.iter().find(newest).unwrap().main.text;
        for code in codes {
            let (plain, quoted) = (format!("\n  {code}: ("), format!("\n  \"{code}\": ("));
            let inline = format!("({code}: (");
            let after = format!("), {code}: (");
            let is_there = [plain, quoted, inline, after].iter().any(|key| source.contains(key.as_str()));
            assert!(is_there, "{template:?} has no words for {code}");
        }
    }
}
