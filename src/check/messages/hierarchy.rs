//! A report of a territory.

use super::messages;

messages! {
    "HIE-02" ["stated", "readings"]
        "正文说本级“{stated}”，比汇总数还多（{readings}）：请核对哪个数有误。"
        "The text says of the organ itself “{stated}”, which is more than the whole ({readings}).";
}
