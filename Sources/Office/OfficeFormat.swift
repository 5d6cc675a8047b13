/// What an Office file of the present formats is for.
public enum OfficeFormat: Sendable, Hashable {
    case document, workbook, presentation

    /// The format that a file's name promises; nil for other files.
    public init?(fileName: String) {
        switch fileName.split(separator: ".").last?.lowercased() {
        case "docx", "docm", "dotx", "dotm": self = .document
        case "xlsx", "xlsm", "xltx", "xltm": self = .workbook
        case "pptx", "pptm", "ppsx", "potx": self = .presentation
        default: return nil
        }
    }

    /// The folder that the parts of the format lie in.
    var folder: String {
        switch self {
        case .document: "word/"
        case .workbook: "xl/"
        case .presentation: "ppt/"
        }
    }

    var kind: FileKind {
        switch self {
        case .document: .wordDocument
        case .workbook: .workbook
        case .presentation: .presentation
        }
    }
}
