//! What `--help` shows.

use super::arguments::Topic;
use crate::render::sentence::Language;

/// The help on that topic.
pub(super) fn text(topic: Topic, language: Language) -> &'static str {
    let (chinese, english) = match topic {
        Topic::All => ALL,
        Topic::Check => CHECK,
        Topic::Rollup => ROLLUP,
        Topic::Extract => EXTRACT,
        Topic::Render => RENDER,
        Topic::Fix => FIX,
        Topic::Share => SHARE,
        Topic::Open => OPEN,
        Topic::Rules => RULES,
        Topic::Explain => EXPLAIN,
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

type Texts = (&'static str, &'static str);

const ALL: Texts = (
    "勾稽：核对《政府信息公开工作年度报告》草稿

用法：gouji <命令> [选项]

命令：
  check     核对草稿，列出发现的问题
  rollup    把许多单位的年报逐格相加，与上级的年报比较
  extract   把草稿读成 JSON
  render    按规定格式输出报告
  fix       改正草稿，写成新文件；Word 文件只改动有问题的文字
  share     把报告变成链接
  open      从链接取回报告
  rules     列出全部规则
  explain   说明一条规则

选项：
  --lang zh|en    提示所用语言（默认 zh）
  -h, --help      本说明；gouji <命令> --help 看某个命令的用法
  -V, --version   版本

可读取：纯文本、Markdown、网页（HTML）、Word（.docx）、表格（.xlsx、.csv）、本程序的 JSON。
文件名写 - 表示标准输入。

退出状态：0 没有错误；1 至少有一处错误；2 有文件读不了，或命令写错了。
",
    "Gouji checks drafts of the Chinese annual report on open government information

Usage: gouji <command> [options]

Commands:
  check     check drafts and list what is wrong
  rollup    add the reports of many bodies up, and compare the sum with the authority's own
  extract   print a draft's report as JSON
  render    print the report in the prescribed form
  fix       correct a draft in a new file; in a Word document only the words at fault change
  share     turn a report into a link
  open      get a report back from a link
  rules     list every rule
  explain   explain one rule

Options:
  --lang zh|en    language of messages (zh unless given)
  -h, --help      this help; gouji <command> --help for one command
  -V, --version   the version

Reads plain text, Markdown, HTML, Word (.docx), spreadsheets (.xlsx, .csv) and its own JSON.
The file name - stands for standard input.

Exit status: 0 no error found, 1 at least one, 2 a file could not be read or the command is wrong.
",
);

const CHECK: Texts = (
    "核对草稿，列出发现的问题

用法：gouji check <文件>… [选项]
      gouji check --ndjson [选项]

选项：
  --format text|json|sarif|markdown|html
                                     输出格式（默认 text）；markdown 是可存档的核对意见，
                                     html 是标出问题的报告
  --year 年份                        报告年度；不写则从标题读取
  --level 类别                       机关类别：ministry 国务院部门，province 省，prefecture 设区的市，
                                     county 县，township 乡镇，subdistrict 街道，department 部门；
                                     不写则按机关名称判断
  --ndjson                           从标准输入逐行读取请求，逐行回答：
                                     {\"name\":…,\"text\":…} 或 {\"name\":…,\"base64\":…}

例：
  gouji check 年报.docx
  gouji check *.docx --format json > 结果.json

Word 或网页形式的核对意见见 gouji render --help。
文件可以是文件夹，也可以是装有多份年报的压缩文件（.zip）。
有一个文件读不了时，其余文件照常核对，退出状态为 2。
",
    "Check drafts and list what is wrong

Usage: gouji check <file>… [options]
       gouji check --ndjson [options]

Options:
  --format text|json|sarif|markdown|html
                                     how findings are printed (text unless given); markdown is a document
                                     for the file, html the report with its findings marked
  --year YEAR                        the report year; read from the title unless given
  --level LEVEL                      the kind of organ: ministry, province, prefecture, county, township,
                                     subdistrict or department; told by the organ's name unless given
  --ndjson                           read requests line by line from standard input, answer line by line:
                                     {\"name\":…,\"text\":…} or {\"name\":…,\"base64\":…}

Examples:
  gouji check report.docx
  gouji check *.docx --format json > result.json

For the check as a Word document or a page see gouji render --help.
A file may be a folder, or a zip archive of several reports.
When one file cannot be read the others are still checked, and the exit status is 2.
",
);

const ROLLUP: Texts = (
    "把许多单位的年报逐份核对、逐格相加，与上级的年报比较

用法：gouji rollup <文件>… [选项]

选项：
  --against 文件                上级自己的年报：逐格列出与下级之和的差额
  --roster 文件                 应报单位名单，一行一个：列出还缺的单位
  --year 年份                   汇总哪一年；不写则按上级年报或多数年报
  --format text|json|xlsx|html  输出格式（默认 text）；xlsx 和 html 含各单位核对结果、汇总表和差额
  -o, --output 文件             输出到文件；不写时输出到标准输出

例：
  gouji rollup 各单位/ --against 县年报.docx
  gouji rollup 各单位.zip --roster 名单.txt --format xlsx -o 汇总.xlsx

文件可以是文件夹，也可以是装有多份年报的压缩文件（.zip）。
年度不同、格式版本不同、重复的年报不计入，逐一列出。某单位缺的格、读不出数的格不作比较。
有一个文件读不了时，其余文件照常汇总，退出状态为 2。
",
    "Check the reports of many bodies, add them up cell by cell, and compare the sum with the authority's own

Usage: gouji rollup <file>… [options]

Options:
  --against FILE                the authority's own report: every cell that differs from the sum is listed
  --roster FILE                 names of the bodies that ought to report, one a line: those missing are listed
  --year YEAR                   the year to add up; that of the authority, or of most reports, unless given
  --format text|json|xlsx|html  how the result is printed (text unless given); xlsx and html hold a line a
                                body, the tables with the sums, and the differences
  -o, --output OUT              write to a file; without it the result goes to standard output

Examples:
  gouji rollup reports/ --against county.docx
  gouji rollup reports.zip --roster names.txt --format xlsx -o sum.xlsx

A file may be a folder, or a zip archive of several reports.
Reports of another year or edition of the form, and second reports of one organ, are listed and not added.
A cell that a body lacks, or that could not be read there, is not compared.
When one file cannot be read the others are still added up, and the exit status is 2.
",
);

const EXTRACT: Texts = (
    "把草稿读成 JSON（gouji/report@1）

用法：gouji extract <文件>

例：
  gouji extract 年报.docx > 年报.json

空白单元格的 value 为 null；读不出数的单元格另有 problem；草稿里没有的单元格不出现。
",
    "Print a draft's report as JSON (gouji/report@1)

Usage: gouji extract <file>

Example:
  gouji extract report.docx > report.json

A blank cell has the value null, a cell that could not be read a problem besides; a cell that the draft
lacks is absent.
",
);

const RENDER: Texts = (
    "按规定格式输出报告，或输出核对意见

用法：gouji render <文件> --to 格式 [-o 输出文件] [选项]

报告：
  docx                Word 文档，按公文格式排版，可直接上报
  xlsx                三张统计表，合计为公式；与原稿不一致的合计标出颜色，并在“核对”列写明原稿的数
  html                网页
  fragment            供网站后台粘贴的 HTML 片段，只用行内样式
  markdown, json      文本，数据

核对意见（存档，或退回填报单位）：
  protocol-docx, protocol-html, protocol-markdown, sarif

选项：
  -o, --output 文件   输出到文件；不写时输出到标准输出
  --previous 文件     上年度报告：网页的图表与上年对照，核对意见含年度衔接
  --year, --level     报告年度和机关类别，用于核对意见；见 gouji check --help

例：
  gouji render 年报.txt --to docx -o 年报.docx
  gouji render 年报.docx --to protocol-docx -o 核对意见.docx
",
    "Print the report in the prescribed form, or its check as a document

Usage: gouji render <file> --to FORMAT [-o OUT] [options]

The report:
  docx                a Word document in the layout of official documents, ready to hand in
  xlsx                the three tables with live totals; a total that the draft states otherwise is coloured,
                      and the column 核对 says what the draft states
  html                a page
  fragment            a piece of HTML with inline styles alone, for a content management system
  markdown, json      text, data

The check, for the file or for sending back:
  protocol-docx, protocol-html, protocol-markdown, sarif

Options:
  -o, --output OUT    write to a file; without it the result goes to standard output
  --previous FILE     last year's report: the charts of a page show both years, the check compares them
  --year, --level     the report year and the kind of organ, for the check; see gouji check --help

Examples:
  gouji render report.txt --to docx -o report.docx
  gouji render report.docx --to protocol-docx -o check.docx
",
);

const FIX: Texts = (
    "改正草稿：按每个问题的第一条修改建议改正，写成新文件

用法：gouji fix <文件> [-o 输出文件] [选项]

不写 -o 时只列出可以改正的地方，不写文件。
.docx 改在原文件的副本里：只改动有问题的文字，格式、页眉、印章、批注等一律不动；改不了的地方逐一说明。
文本文件写成文本，其他文件写成按公文格式排版的 .docx。

选项：
  -o, --output 文件     输出文件，不能是原文件
  --safe                只改正文字格式一类、不需要判断的问题
  --only 规则|指纹      只改正这条规则或这一处，可以写多次；指纹见清单第三列
  --tracked             以修订痕迹写入，作者为“勾稽”（仅 .docx）
  --year, --level       报告年度和机关类别；见 gouji check --help

例：
  gouji fix 年报.docx
  gouji fix 年报.docx -o 年报（改）.docx --tracked

退出状态：0 全部写入，或没有可以改正的问题；1 列出了可以改正的问题，或有改动未能写入；2 不能读写，或命令写错了。
",
    "Correct a draft: apply the first way to mend each finding, in a new file

Usage: gouji fix <file> [-o OUT] [options]

Without -o it only lists what could be corrected.
A .docx is corrected in a copy of the file: only the words at fault change; formats, headers, seals and comments
stay. What cannot be changed there is named. A text stays a text; every other file becomes a .docx in the layout of
official documents.

Options:
  -o, --output OUT       the file to write; not the original
  --safe                 only what needs no thought, such as typography
  --only RULE|FINGERPRINT
                         only findings of that rule, or that one; may be given several times; fingerprints stand in the
                         third column of the list
  --tracked              as tracked changes of the author 勾稽 (.docx alone)
  --year, --level        the report year and the kind of organ; see gouji check --help

Examples:
  gouji fix report.docx
  gouji fix report.docx -o corrected.docx --tracked

Exit status: 0 everything is written, or there is nothing to correct; 1 there is something to correct, or a correction
could not be written; 2 a file cannot be read or written, or the command is wrong.
",
);

const SHARE: Texts = (
    "把报告变成链接：输出链接中 # 开始的部分，长度另行提示

用法：gouji share <文件> [--numbers]

选项：
  --numbers   只含三张表的数字和机关、年度，不含文字（通常不到 200 个字符）

例：
  gouji share 年报.docx --numbers

报告就在链接里，不经过任何服务器；知道链接的人都能看到内容。
",
    "Turn a report into a link: prints the part from the # on, and its length as a message

Usage: gouji share <file> [--numbers]

Options:
  --numbers   carry the figures of the tables, organ and year only, no words (mostly below 200 characters)

Example:
  gouji share report.docx --numbers

The report is in the link itself and on no server; whoever has the link can read it.
",
);

const OPEN: Texts = (
    "从链接取回报告，输出 JSON（gouji/report@1）

用法：gouji open <链接>

例：
  gouji open \"#1d…\" > 年报.json

可以是完整的网址，也可以只是 # 开始的部分；请加引号。
链接如已加密，口令从标准输入的第一行读取。
",
    "Get a report back from a link, as JSON (gouji/report@1)

Usage: gouji open <link>

Example:
  gouji open \"#1d…\" > report.json

Takes a whole address or the part from the # on; put it in quotation marks.
For an encrypted link the pass-phrase is the first line of standard input.
",
);

const RULES: Texts = (
    "列出全部规则

用法：gouji rules [--format markdown|json]
",
    "List every rule

Usage: gouji rules [--format markdown|json]
",
);

const EXPLAIN: Texts = (
    "说明一条规则：依据、为什么、例子、如何修改

用法：gouji explain <规则编号>

例：
  gouji explain APP-01
",
    "Explain one rule: its basis, why it matters, examples, how to mend a draft (in Chinese)

Usage: gouji explain <rule>

Example:
  gouji explain APP-01
",
);
