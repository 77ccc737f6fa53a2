# Tells the firmware which version it is: that of package.json.
import json

Import("env")  # noqa: F821: given by PlatformIO

with open("../package.json", encoding="utf-8") as package:
    version = json.load(package)["version"]
env.Append(CPPDEFINES=[("MARQUEE_VERSION", env.StringifyMacro(version))])  # noqa: F821
