import Basics
import Content
import Disclosure

@testable import OpenData
