"""The example, tried: not part of the project's own tests, since it needs Java and Spark (see README.md).

    python -m unittest test_check_reports.py
"""

import os
import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

from check_reports import check

ROOT = Path(__file__).resolve().parents[2]
GOUJI = os.environ.get("GOUJI", ROOT / "target/debug/gouji")


class CheckReports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = SparkSession.builder.master("local[2]").appName("gouji-test").getOrCreate()

    @classmethod
    def tearDownClass(cls):
        cls.session.stop()

    def test_every_file_is_answered_once_and_the_gravest_comes_first(self):
        sound = (ROOT / "samples/sound.txt").read_text(encoding="utf-8")
        broken = (ROOT / "samples/broken.txt").read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            for number in range(40):
                (Path(folder) / f"{number:02}.txt").write_text(broken if number == 17 else sound, encoding="utf-8")
            (Path(folder) / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
            found = check(self.session.sparkContext, folder, GOUJI, partitions=3)
        self.assertEqual([one["file"] for one in found[:2]], ["scan.jpg", "17.txt"])
        self.assertIsNone(found[0]["errors"])
        self.assertGreater(found[1]["errors"], 0)
        self.assertEqual(sorted(one["file"] for one in found[2:]), [f"{n:02}.txt" for n in range(40) if n != 17])
        self.assertTrue(all(one["errors"] == 0 for one in found[2:]))


if __name__ == "__main__":
    unittest.main()
