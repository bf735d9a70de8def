namespace MtlDsl;

/// <summary>Procedural scenes seen from above, with boxes, surfaces and heights above ground in metres; nothing to download.</summary>
/// <typeparam name="TModel">The network that the scenes are for.</typeparam>
public sealed class AerialScenesAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class
{
    /// <summary>Number of scenes to learn from; 400 if not given.</summary>
    public int Train { get; set; } = 400;

    /// <summary>Number of scenes to measure on; 60 if not given.</summary>
    public int Test { get; set; } = 60;

    /// <summary>Number of scenes to choose settings on while learning; 40 if not given.</summary>
    public int Validation { get; set; } = 40;

    /// <summary>Side of a scene in pixels; 320 if not given.</summary>
    public int Size { get; set; } = 320;
}
