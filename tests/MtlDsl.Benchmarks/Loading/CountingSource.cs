using MtlDsl.Training.Data;

namespace MtlDsl.Benchmarks.Loading;

/// <summary>Counts what is read of another source.</summary>
internal sealed class CountingSource(IExampleSource source) : IExampleSource
{
    private int reads;

    public int Count => source.Count;

    public int Reads => Volatile.Read(ref reads);

    public Example Read(int index)
    {
        Interlocked.Increment(ref reads);
        return source.Read(index);
    }
}
