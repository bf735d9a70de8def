namespace MtlDsl;

/// <summary>A data set with PASCAL 1.00 text annotations and instance masks: PNGImages, Annotation, PedMasks (Penn-Fudan).</summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class PascalTextAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class;
