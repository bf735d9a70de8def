using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Deployment;

/// <summary>Opens ONNX files: ONNX Runtime's errors become one line that names the file and says what to do.</summary>
internal static class SessionFile
{
    public static InferenceSession Open(string path, SessionSettings settings, Action<SessionOptions>? configure = null)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no network at '{path}'; export one first.", path);

        using var options = Options(settings);
        configure?.Invoke(options);
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"'{path}' is not an ONNX network that can be run here: {FirstLine(e)}", e);
        }
    }

    private static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        try
        {
            if (settings.Threads is { } threads)
                options.IntraOpNumThreads = threads;
            // Threads that wait in a loop after a call would take the cores of whatever comes next: another network, the next image.
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
            // Where products of bytes may saturate (AVX2 without VNNI), exact ones are taken; elsewhere this changes nothing.
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
            Append(options, settings);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static void Append(SessionOptions options, SessionSettings settings)
    {
        if (settings.Provider is ExecutionProvider.Cpu)
            return;

        var name = settings.Provider is ExecutionProvider.Cuda ? "CUDAExecutionProvider" : "TensorrtExecutionProvider";
        var available = OrtEnv.Instance().GetAvailableProviders();
        if (!available.Contains(name))
            throw new NotSupportedException(
                $"This ONNX Runtime has no {name}, only {string.Join(", ", available)}; run on {nameof(ExecutionProvider.Cpu)}, or build with a "
                + "library that has it (-p:NativeSource=nuget -p:NativeDevice=cuda, or -p:OnnxRuntimeLibrary=<path of libonnxruntime.so>).");
        try
        {
            if (settings.Provider is ExecutionProvider.TensorRt)
                options.AppendExecutionProvider_Tensorrt(settings.Device);
            options.AppendExecutionProvider_CUDA(settings.Device);
        }
        catch (OnnxRuntimeException e)
        {
            throw new NotSupportedException($"{name} cannot be used on device {settings.Device}: {FirstLine(e)}", e);
        }
    }

    private static string FirstLine(OnnxRuntimeException e) => e.Message.Split('\n', 2)[0].Trim();
}
