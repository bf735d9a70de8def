using System.Collections;

namespace MtlDsl.Deployment;

/// <summary>The objects that a detection head finds, by falling score: what its prediction holds, with classes and boxes in pixels.</summary>
/// <typeparam name="TClass">The classes.</typeparam>
public sealed class DetectedObjects<TClass> : IReadOnlyList<DetectedObject<TClass>> where TClass : struct, Enum
{
    private readonly NetworkPrediction prediction;
    private readonly DetectionPrediction found;

    private DetectedObjects(NetworkPrediction prediction, DetectionPrediction found) => (this.prediction, this.found) = (prediction, found);

    /// <inheritdoc/>
    public int Count => found.Detections.Count;

    /// <inheritdoc/>
    public DetectedObject<TClass> this[int index]
    {
        get
        {
            var (@class, score, box) = found.Detections[index];
            return new(ClassValues<TClass>.Of(@class), score, box.Scale(prediction.ImageSize.Width, prediction.ImageSize.Height));
        }
    }

    /// <summary>The objects of a head.</summary>
    /// <param name="prediction">What the network says of an image.</param>
    /// <param name="head">Which of its heads, from 0.</param>
    /// <exception cref="ArgumentException">It is of another kind, or has other classes.</exception>
    public static DetectedObjects<TClass> Of(NetworkPrediction prediction, int head) =>
        new(prediction, ClassValues<TClass>.Require<DetectionPrediction>(prediction.Heads[head]));

    /// <summary>Goes through the objects without taking memory.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<DetectedObject<TClass>> IEnumerable<DetectedObject<TClass>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the objects.</summary>
    public struct Enumerator : IEnumerator<DetectedObject<TClass>>
    {
        private readonly DetectedObjects<TClass> objects;
        private int index = -1;

        internal Enumerator(DetectedObjects<TClass> objects) => this.objects = objects;

        /// <inheritdoc/>
        public readonly DetectedObject<TClass> Current => objects[index];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++index < objects.Count;

        /// <inheritdoc/>
        public void Reset() => index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
