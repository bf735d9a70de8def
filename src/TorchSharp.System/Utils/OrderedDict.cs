#nullable disable // The callers choose whether values can be null, as with TorchSharp's own.

using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order in which its keys were added.</summary>
/// <typeparam name="TKey">Compared by its own equality.</typeparam>
/// <typeparam name="TValue">Anything.</typeparam>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly List<(TKey Key, TValue Value)> _items = [];
    private readonly Dictionary<TKey, TValue> _byKey = [];

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => [.. _items.Select(item => item.Key)];

    public ICollection<TValue> Values => [.. _items.Select(item => item.Value)];

    /// <exception cref="KeyNotFoundException">Reading a key that is not there.</exception>
    public TValue this[TKey key]
    {
        get => _byKey[key];
        set
        {
            if (_byKey.ContainsKey(key)) _items[Position(key)] = (key, value);
            else _items.Add((key, value));
            _byKey[key] = value;
        }
    }

    public (TKey, TValue) this[int index]
    {
        get => _items[index];
        set
        {
            RemoveAt(index);
            Insert(index, value);
        }
    }

    public void Add(TKey key, TValue value)
    {
        _byKey.Add(key, value);
        _items.Add((key, value));
    }

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Insert(int index, (TKey, TValue) item)
    {
        _byKey.Add(item.Item1, item.Item2);
        _items.Insert(index, item);
    }

    public bool Remove(TKey key)
    {
        if (!_byKey.Remove(key)) return false;
        _items.RemoveAt(Position(key));
        return true;
    }

    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    public void RemoveAt(int index) => Remove(_items[index].Key);

    public void Clear()
    {
        _items.Clear();
        _byKey.Clear();
    }

    public void clear() => Clear();

    public bool ContainsKey(TKey key) => _byKey.ContainsKey(key);

    public bool Contains((TKey, TValue) item) =>
        _byKey.TryGetValue(item.Item1, out TValue value) && EqualityComparer<TValue>.Default.Equals(value, item.Item2);

    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    public int IndexOf((TKey, TValue) item) => Contains(item) ? Position(item.Item1) : -1;

    public bool TryGetValue(TKey key, out TValue value) => _byKey.TryGetValue(key, out value);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach ((TKey key, TValue value) in _items) array[arrayIndex++] = new(key, value);
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator() => _items.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        _items.Select(item => new KeyValuePair<TKey, TValue>(item.Key, item.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IEnumerable<TKey> keys() => _items.Select(item => item.Key);

    public IEnumerable<TValue> values() => _items.Select(item => item.Value);

    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    private int Position(TKey key) => _items.FindIndex(item => EqualityComparer<TKey>.Default.Equals(item.Key, key));
}
