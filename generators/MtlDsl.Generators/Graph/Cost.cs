namespace MtlDsl.Generators.Graph;

/// <summary>What a component costs: learnt values, batch-norm statistics, multiply-adds an image.</summary>
internal readonly record struct Cost(long Parameters, long Statistics, long MultiplyAdds)
{
    public static Cost operator +(Cost a, Cost b) => new(a.Parameters + b.Parameters, a.Statistics + b.Statistics, a.MultiplyAdds + b.MultiplyAdds);
}
