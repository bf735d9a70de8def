namespace MtlDsl.Training;

/// <summary>A device is not there, or this program has no library for it. The message says what to install.</summary>
public sealed class DeviceException(string message) : Exception(message);
