namespace MtlDsl.App;

/// <summary>The options of a command do not fit together, which only the command itself can see.</summary>
internal sealed class UsageException(string message) : Exception(message);
