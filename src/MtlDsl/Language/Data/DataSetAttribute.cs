namespace MtlDsl;

/// <summary>Makes a partial class the adapter that brings a data set to a network.</summary>
/// <typeparam name="TModel">The network: a class marked with <see cref="MultitaskModelAttribute{TTrunk}"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public abstract class DataSetAttribute<TModel> : Attribute
    where TModel : class;
