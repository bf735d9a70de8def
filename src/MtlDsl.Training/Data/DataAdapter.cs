using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MtlDsl.Training.Data;

/// <summary>Brings a data set to a network: opens it, maps its labels onto the heads' classes, augments it. Generated from a declaration.</summary>
public abstract class DataAdapter
{
    /// <summary>What <see cref="MapLabel"/> gives for a label that is declared to be left out.</summary>
    public const int IgnoredLabel = -1;

    /// <summary>What <see cref="MapLabel"/> gives for a label that the declaration does not know.</summary>
    public const int UnknownLabel = -2;

    /// <summary>Name of the declaring class.</summary>
    public abstract string Name { get; }

    /// <summary>The network that the data set is for.</summary>
    public abstract Architecture Architecture { get; }

    /// <summary>The augmentation of training images, in order.</summary>
    public abstract IReadOnlyList<Transform> Transforms { get; }

    /// <summary>Opens a split of the data set.</summary>
    /// <param name="root">The data set's folder; null for a data set that is made, not read.</param>
    /// <param name="split">Which part.</param>
    /// <exception cref="DataException">The folder is missing or is not in the data set's format.</exception>
    public abstract IExampleSource Open(string? root, Split split);

    /// <summary>The class of a label for a head.</summary>
    /// <param name="head">Index of the head in the architecture.</param>
    /// <param name="label">The data set's own name of the class.</param>
    /// <returns>A class index, <see cref="IgnoredLabel"/> or <see cref="UnknownLabel"/>.</returns>
    public abstract int MapLabel(int head, string label);

    /// <summary>
    /// Whether a regression head learns a quantity that the data set measures. The only regression head of a network learns whatever there
    /// is; of several, the one of the quantity's name does.
    /// </summary>
    /// <param name="head">Index of the head in the architecture.</param>
    /// <param name="quantity">The data set's own name of the quantity.</param>
    public virtual bool LearnsValues(int head, string quantity) =>
        Architecture.Heads.OfType<RegressionHead>().Count() == 1
        || string.Equals(Architecture.Heads[head].Name, quantity, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The number of an identity, not negative: the same in every process, and another for every other identity and every other data set
    /// (up to chance: it has 63 bits of a SHA-256).
    /// </summary>
    public virtual long MapIdentity(string identity) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}/{identity}"))) & long.MaxValue;

    /// <summary>
    /// The labels that the declaration names with [Label] and [Ignore], as they are written there: a check holds them against those that the data set
    /// has.
    /// </summary>
    public virtual IReadOnlyList<string> DeclaredLabels => [];

    /// <summary>
    /// A label as it is compared with names: "traffic light" and "Traffic-Light" are TrafficLight, for no member of an enum can be written
    /// otherwise.
    /// </summary>
    public static string LabelKey(string label) => string.Concat(label.Where(c => c is not (' ' or '-' or '_'))).ToLowerInvariant();

    /// <summary>The folder of a data set that is read from one.</summary>
    /// <exception cref="DataException">None is given.</exception>
    public static string RequireFolder(string? root) =>
        root ?? throw new DataException("This data set is read from a folder, and none is given: name it with --data DIR.");
}
