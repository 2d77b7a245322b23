//! The report as JSON: `gouji/report@1` of the contract.
