case .serverError(let httpStatusCode, let additionalMessage):
    let status = String(describing: httpStatusCode)
    let detail = String(describing: additionalMessage)
    logger.error("serverError status=\(status) detail=\(detail, privacy: .private)")
    show(message: NSLocalizedString("error.checking", comment: "any other backend error"))
