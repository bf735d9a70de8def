using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Tests.Checkpoints;

/// <summary>Writes one file again and again until it is killed.</summary>
internal static class CheckpointWriter
{
    /// <summary>Values of the file; all have the number of the writing.</summary>
    public const int Count = 1 << 20;

    public static void Run(string path)
    {
        for (var number = 0; ; number++)
        {
            var values = new byte[4 * Count];
            for (var i = 0; i < Count; i++)
                BitConverter.TryWriteBytes(values.AsSpan(4 * i), (float)number);
            SafeTensors.Save(path, [new TensorToStore("values", ElementType.Float32, [Count], () => values)]);
            Console.WriteLine(number);
        }
    }
}
