using System.Runtime.InteropServices;

namespace MtlDsl.Onnx.Tests;

/// <summary>This assembly uses ONNX Runtime by itself; what turns its reports off is compiled into it as into the library.</summary>
public partial class TelemetryTests
{
    [SkippableFact]
    public void They_are_off_where_the_library_looks_for_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has one environment for .NET and libraries.");
        Marshal.PtrToStringUTF8(Get("ORT_DISABLE_TELEMETRY")).ShouldNotBeNull().ShouldBe(Environment.GetEnvironmentVariable("ORT_DISABLE_TELEMETRY"));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string name);
}
