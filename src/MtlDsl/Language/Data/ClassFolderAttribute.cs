namespace MtlDsl;

/// <summary>Images in a folder for each class, called as the class; around them folders of the parts' names if there are parts.</summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class ClassFolderAttribute<TModel> : ImageFolderAttribute<TModel>
    where TModel : class;
