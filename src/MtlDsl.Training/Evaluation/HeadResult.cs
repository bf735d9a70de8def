using MtlDsl.Metrics;

namespace MtlDsl.Training.Evaluation;

/// <summary>How well one head did.</summary>
/// <param name="Head">Name of the head.</param>
public abstract record HeadResult(string Head)
{
    /// <summary>How many images were labelled for it.</summary>
    public int Images { get; init; }

    /// <summary>The one number that the head is judged by, 0 to 1; NaN where no image was labelled for it.</summary>
    public abstract double Score { get; }

    /// <summary>Names of the measures of a row, the score's first.</summary>
    public abstract IReadOnlyList<string> Measures { get; }

    /// <summary>The whole head first, then a row a class where it has classes.</summary>
    public abstract IEnumerable<MetricRow> Rows { get; }

    /// <summary>Every measure of the whole head, the score first.</summary>
    public virtual IReadOnlyList<Measurement> Measurements => [.. Measures.Zip(Rows.First().Values, (name, value) => new Measurement(name, value))];

    /// <summary>Which class was taken for which, in the order of the classes; null where a head does not choose one of its classes.</summary>
    public ConfusionMatrix? Confusion { get; init; }
}
