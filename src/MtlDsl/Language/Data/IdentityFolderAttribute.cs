namespace MtlDsl;

/// <summary>
/// Images in a folder for each thing or person that they show. Around them may be folders of the parts' names; otherwise every fifth identity
/// is for testing, with all its images.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class IdentityFolderAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class;
