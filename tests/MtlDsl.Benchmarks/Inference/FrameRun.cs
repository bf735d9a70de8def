using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Deployment.Tests;
using MtlDsl.Vision;

namespace MtlDsl.Benchmarks.Inference;

/// <summary>Many frames through a tiny network, one call after the other and through the pipeline: memory must not grow.</summary>
internal static class FrameRun
{
    private const double Settled = 0.2;

    // What the runtime itself may take meanwhile; a frame that leaves one image behind would take a thousand times as much.
    private const long Growth = 4L << 20;

    public static async Task<int> Run(int frames)
    {
        var path = Path.Combine(Path.GetTempPath(), $"mtldsl-frames-{Environment.ProcessId}.onnx");
        try
        {
            ColorNetwork.Export().Save(path);
            using var session = NetworkSession.Load(path, ColorNetwork.Architecture, new SessionSettings { Threads = 1 });
            var watch = new Watch(frames);
            var prediction = new NetworkPrediction(session.Architecture);
            var source = new Camera(frames);
            while (source.MoveNext())
            {
                session.Predict(source.Current, prediction);
                watch.Count("calls");
            }
            var calls = watch.Report("calls");
            await using var pipeline = session.Stream(new Camera(frames), new PipelineSettings { KeepImages = true });
            await foreach (var _ in pipeline)
                watch.Count("pipeline");
            return watch.Report("pipeline") && calls ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>An NV12 camera of 640x480.</summary>
    private sealed class Camera(int frames) : IFrameSource
    {
        private readonly byte[] memory = new byte[640 * 480 * 3 / 2];
        private int current = -1;

        public ImageView Current => new(memory, 640, 480, PixelFormat.Nv12);

        public bool MoveNext()
        {
            if (++current == frames)
                return false;
            memory.AsSpan(current % 400 * 640, 640).Fill((byte)current);
            return true;
        }
    }

    private sealed class Watch(int frames)
    {
        private int count;
        private long allocated, resident;

        public void Count(string what)
        {
            count++;
            if (count == (int)(frames * Settled))
                (allocated, resident) = (GC.GetTotalAllocatedBytes(precise: true), ProcessMemory.Now().Resident);
            if (count % Math.Max(frames / 10, 1) == 0)
                Print($"{what} {count,8}  {GC.GetTotalAllocatedBytes(precise: true) / 1e6:0.000} MB allocated  {ProcessMemory.Now().Resident / 1048576.0:0.0} MiB resident");
        }

        /// <summary>Whether memory was flat.</summary>
        public bool Report(string what)
        {
            var (bytes, growth) = (GC.GetTotalAllocatedBytes(precise: true) - allocated, ProcessMemory.Now().Resident - resident);
            Print($"{what}: from frame {(int)(frames * Settled)} to {count} {bytes} bytes were allocated, and resident memory grew by {growth / 1024} KiB");
            count = 0;
            return growth <= Growth;
        }

        private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
