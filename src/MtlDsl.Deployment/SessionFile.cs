using System.Collections.Frozen;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using MtlDsl.Files;

namespace MtlDsl.Deployment;

/// <summary>Opens ONNX files: ONNX Runtime's errors become one line that names the file and says what to do.</summary>
internal static class SessionFile
{
    // The C# API asks the library for functions of its own version.
    private static readonly string neededVersion = typeof(InferenceSession).Assembly.GetName().Version!.ToString(fieldCount: 2);

    // What ONNX Runtime's messages begin with where the file is at fault, and no provider.
    private static readonly string[] faultsOfFile = ["[ErrorCode:NoSuchFile]", "[ErrorCode:NoModel]", "[ErrorCode:InvalidProtobuf]", "[ErrorCode:InvalidGraph]"];

    /// <summary>Opens a file with the first provider that can be used, and says why those before it cannot.</summary>
    public static OpenedFile Open(string path, SessionSettings settings, Action<SessionOptions>? configure = null)
    {
        var target = Paths.Target(path);
        var file = Check(path, settings.Providers.Any(MapsWeights) ? Path.GetFileName(target) : null);
        var failures = new List<string>();
        foreach (var provider in settings.Providers)
            try
            {
                using var options = Options(provider, settings);
                configure?.Invoke(options);
                var session = NativeHeap.WhileOpeningNetwork(() => MapsWeights(provider) && file?.WithoutWeights is { } graph
                    ? Open(graph, Path.GetDirectoryName(target), options)
                    : new InferenceSession(path, options));
                return new OpenedFile(session, file?.Metadata ?? FrozenDictionary<string, string>.Empty, provider, failures);
            }
            catch (NotSupportedException e)
            {
                failures.Add(e.Message);
            }
            // The first use of ONNX Runtime loads it; one that is too old lacks functions, which shows as a null pointer.
            catch (TypeInitializationException e)
            {
                throw new DllNotFoundException(
                    $"ONNX Runtime cannot be used: {(e.InnerException ?? e).Message} Its library has to be built for this processor and system, and be of "
                    + $"version {neededVersion} or newer; -p:OnnxRuntimeLibrary=FILE takes another than the package's (JetPack 4 has none).", e);
            }
            catch (OnnxRuntimeException e) when (provider is ExecutionProvider.Cpu || faultsOfFile.Any(fault => e.Message.StartsWith(fault, StringComparison.Ordinal)))
            {
                throw Unfit(path, FirstLine(e), e);
            }
            catch (OnnxRuntimeException e)
            {
                failures.Add(Unusable(provider, settings, e));
            }
        throw new NotSupportedException(
            $"{string.Join(" ", failures)} Asked for was {string.Join(", then ", settings.Providers)}; this ONNX Runtime has "
            + $"{string.Join(", ", OrtEnv.Instance().GetAvailableProviders())}. Add {nameof(ExecutionProvider.Cpu)} to the providers to fall back on, or build with a "
            + "library that has the provider: the package Microsoft.ML.OnnxRuntime.Gpu, or one of your own (-p:OnnxRuntimeLibrary=<path of libonnxruntime.so>).");
    }

    /// <summary>Refuses what is no file of a network, or one that was changed after its export, before ONNX Runtime opens it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called at the end of all links, for a copy without its weights; null for no copy.</param>
    /// <returns>What the file says of itself; null where it is no protobuf message, which is for ONNX Runtime to say.</returns>
    private static NetworkFile? Check(string path, string? name)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new FileNotFoundException($"There is no network at '{path}'; export one first.", path);
        // Whoever opens a pipe waits until somebody writes into it.
        if (Paths.IsSpecial(path))
            throw Unfit(path, "it is a pipe, a device or a socket; give an .onnx file");
        using var stream = info.OpenRead();
        if (stream.Length > int.MaxValue)
            throw Unfit(path, string.Create(CultureInfo.InvariantCulture, $"it has {stream.Length / 1e9:0.0} GB, and an .onnx file ends at 2 GB; give the file that export wrote"));
        var file = NetworkFile.Read(stream, name);
        if (file?.Metadata.TryGetValue(NetworkMetadata.Graph, out var exported) == true && exported != file.Fingerprint)
            throw new InvalidDataException(
                $"'{path}' was changed after its export: its graph is not the one that its {NetworkMetadata.Graph} stands for. Export it again; where the "
                + $"change was meant, remove {NetworkMetadata.Graph} from its metadata.");
        return file;
    }

    private static InvalidDataException Unfit(string path, string reason, Exception? cause = null) =>
        new($"'{path}' is not an ONNX network that can be run here: {reason}", cause);

    // Providers for GPUs hand the graph to compilers of their own, which want it whole.
    private static bool MapsWeights(ExecutionProvider provider) => provider is ExecutionProvider.Cpu && OperatingSystem.IsLinux();

    // The folder is the file's own: ONNX Runtime takes no weights that a link leads to.
    private static InferenceSession Open(byte[] graph, string? folder, SessionOptions options)
    {
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        return new InferenceSession(graph, options);
    }

    private static SessionOptions Options(ExecutionProvider provider, SessionSettings settings)
    {
        var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        try
        {
            if (settings.Threads is { } threads)
                options.IntraOpNumThreads = threads;
            // Threads that wait in a loop after a call would take the cores of whatever comes next: another network, the next image.
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
            // Exact products cost int8 networks more than half of their speed, so they are taken only where others would be wrong.
            if (ByteProducts.Saturate)
                options.AddSessionConfigEntry("session.x64quantprecision", "1");
            Append(options, provider, settings);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static void Append(SessionOptions options, ExecutionProvider provider, SessionSettings settings)
    {
        if (provider is ExecutionProvider.Cpu)
            return;
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(Name(provider)))
            throw new NotSupportedException($"There is no {Name(provider)}.");
        if (provider is ExecutionProvider.TensorRt)
            options.AppendExecutionProvider_Tensorrt(settings.Device);
        options.AppendExecutionProvider_CUDA(settings.Device);
    }

    private static string Name(ExecutionProvider provider) => provider is ExecutionProvider.Cuda ? "CUDAExecutionProvider" : "TensorrtExecutionProvider";

    private static string Unusable(ExecutionProvider provider, SessionSettings settings, OnnxRuntimeException e) =>
        $"The {Name(provider)} cannot be used on device {settings.Device}: {FirstLine(e)}.";

    private static string FirstLine(OnnxRuntimeException e) => e.Message.Split('\n', 2)[0].Trim();
}
