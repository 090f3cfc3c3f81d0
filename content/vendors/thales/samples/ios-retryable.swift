func withRetries<T>(_ operation: () async throws -> T) async throws -> T {
    for attempt in 0..<4 {
        do {
            return try await operation()
        } catch TMGError.serverRetryable {
            let seconds = pow(2.0, Double(attempt)) + Double.random(in: 0...1)
            try await Task.sleep(nanoseconds: UInt64(seconds * 1_000_000_000))
        }
    }
    return try await operation()   // the fifth and last try reports its own error
}
